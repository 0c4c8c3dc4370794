import { closest, distance } from 'fastest-levenshtein';
import type { Report, Span } from '../diagnostics/diagnostic.ts';
import { scan, type Token } from './grammar.ts';
import { identifierValue } from './identifier.ts';
import type { SqlText } from './sql-text.ts';
import type { Annotations } from './types.ts';

/** One `-- @name value` line of a header. */
interface Annotation {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

const examples = {
  key: '-- @key (pk_post, locale)',
  'on-change': '-- @on-change tb_rate: full',
  reads: '-- @reads fn_price: tb_rate, tb_discount',
  refresh: '-- @refresh manually',
  'on-error': '-- @on-error: park',
} as const;
type AnnotationName = keyof typeof examples;
const annotationNames = Object.keys(examples).filter(isAnnotationName);

function isAnnotationName(name: string): name is AnnotationName {
  return name in examples;
}

/** Reads the annotations in the comments before the first statement of each text. */
export function readAnnotations(texts: readonly SqlText[], report: Report): Annotations {
  const annotations: Annotation[] = [];
  for (const sql of texts) {
    const bodyStart = sql.tokens[0]?.start ?? Number.POSITIVE_INFINITY;
    for (const comment of sql.comments) {
      if (comment.comment === 'line' && comment.start < bodyStart) annotations.push(...readAnnotation(comment, sql));
      else reportMisplaced(comment, sql, report);
    }
  }
  const named = (name: AnnotationName) => annotations.filter((annotation) => annotation.name === name);
  const keys = named('key');
  const key = keys.map((annotation) => readKey(annotation, report)).find((columns) => columns !== undefined);
  for (const second of keys.slice(1)) reportSecondKey(second, keys[0], report);
  const [refresh] = named('refresh').filter((annotation) => isOnly('manually', annotation, report));
  const [onError] = named('on-error').filter((annotation) => isOnly('park', annotation, report));
  for (const annotation of annotations) {
    if (!isAnnotationName(annotation.name)) reportUnknown(annotation, report);
  }
  return {
    ...(key && { key }),
    onChange: distinct(
      named('on-change').flatMap((item) => readOnChange(item, report)),
      ({ table }) => table,
      report,
    ),
    reads: distinct(
      named('reads').flatMap((item) => readReads(item, report)),
      (item) => item.function,
      report,
    ),
    ...(refresh && { refreshManually: { span: refresh.span } }),
    ...(onError && { parkErrors: { span: onError.span } }),
  };
}

function readAnnotation({ text, start }: Token, sql: SqlText): Annotation[] {
  const match = /^--+\s*(@([\w-]*):?\s*(.*?))\s*$/s.exec(text);
  if (match === null) return [];
  const [, whole = '', name = '', value = ''] = match;
  const from = start + text.indexOf('@');
  return [{ name: name.toLowerCase(), value, span: sql.span(from, from + whole.length) }];
}

/** An annotation that is never read would be the worst kind of comment: one that looks like an option. */
function reportMisplaced({ text, start }: Token, sql: SqlText, report: Report): void {
  for (const match of text.matchAll(/^(?:--+|\/\*+)?[\s*]*(@([\w-]+))/gm)) {
    const [whole, word = '', name = ''] = match;
    if (!isAnnotationName(name)) continue;
    const from = start + match.index + whole.length - word.length;
    report.add({
      code: 'invalid-annotation',
      severity: 'error',
      message: `${word} stands where annotations are not read`,
      span: sql.span(from, from + word.length),
      why: 'Annotations are line comments above the definition; anywhere else they would be ignored silently.',
      help: `move it above the first statement: ${examples[name]}`,
    });
  }
}

function reportUnknown({ name, span }: Annotation, report: Report): void {
  const nearest = closest(name, annotationNames);
  const meant = name !== '' && distance(name, nearest) <= 3 ? `did you mean @${nearest}? ` : '';
  report.add({
    code: 'unknown-annotation',
    severity: 'error',
    message: `unknown annotation @${name}`,
    span: { ...span, end: span.start + 1 + name.length },
    why: 'A mistyped annotation would be an option that silently does nothing.',
    help: `${meant}known annotations are ${annotationNames.map((known) => `@${known}`).join(', ')}`,
  });
}

function reportInvalid(annotation: Annotation, message: string, report: Report): void {
  const { name, span } = annotation;
  report.add({
    code: 'invalid-annotation',
    severity: 'error',
    message,
    span,
    ...(isAnnotationName(name) && { why: purposes[name], help: `write it like ${examples[name]}` }),
  });
}

const purposes: Readonly<Record<AnnotationName, string>> = {
  key: 'The key identifies the rows to refresh.',
  'on-change': 'It says which table’s changes rebuild the TVIEW.',
  reads: 'It says which tables a function reads, so that their changes rebuild the TVIEW.',
  refresh: 'It says that you rebuild the TVIEW when something has changed that no trigger reports.',
  'on-error': 'It says that a row which cannot be computed stays as it was, rather than that the write fails.',
};

/** Those that name another table or function than the ones before; the others are reported. */
function distinct<Item extends { readonly span: Span }>(
  items: readonly Item[],
  nameOf: (item: Item) => readonly string[],
  report: Report,
): readonly Item[] {
  const seen = new Map<string, Item>();
  for (const item of items) {
    const id = JSON.stringify(nameOf(item));
    const other = seen.get(id);
    if (other) reportRepeated(nameOf(item).join('.'), item.span, other.span, report);
    else seen.set(id, item);
  }
  return [...seen.values()];
}

function reportRepeated(name: string, span: Span, first: Span, report: Report): void {
  report.add({
    code: 'invalid-annotation',
    severity: 'error',
    message: `a second annotation for “${name}”`,
    span,
    why: 'One of the two is a mistake, or says nothing.',
    help: 'keep one of them',
    related: [{ message: 'the first one', span: first }],
  });
}

function reportSecondKey(second: Annotation, first: Annotation | undefined, report: Report): void {
  report.add({
    code: 'invalid-annotation',
    severity: 'error',
    message: 'a TVIEW has one key, and this is a second @key',
    span: second.span,
    why: 'The key identifies the rows to refresh.',
    help: 'list all columns of the key in one annotation: -- @key (a, b)',
    ...(first && { related: [{ message: 'the first @key', span: first.span }] }),
  });
}

/** `(a, b)` or `a` */
function readKey(annotation: Annotation, report: Report): Annotations['key'] {
  const tokens = words(annotation.value);
  const listed = tokens?.[0] === '(' && tokens.at(-1) === ')' ? tokens.slice(1, -1) : tokens;
  const columns = listed && separatedNames(listed, ',');
  if (columns === undefined || (listed === tokens && columns.length > 1)) {
    reportInvalid(annotation, `@key cannot be read: “${annotation.value}” is no list of columns`, report);
    return undefined;
  }
  const repeated = columns.find((column, index) => columns.indexOf(column) < index);
  if (repeated !== undefined) {
    reportInvalid(annotation, `@key names the column “${repeated}” twice`, report);
    return undefined;
  }
  return { columns, span: annotation.span };
}

/** `tb_rate: full` or `app.tb_rate: full` */
function readOnChange(annotation: Annotation, report: Report): Annotations['onChange'] {
  const tokens = words(annotation.value) ?? [];
  const colon = tokens.lastIndexOf(':');
  const table = separatedNames(tokens.slice(0, Math.max(colon, 0)), '.');
  const action = tokens.slice(colon + 1).join(' ');
  if (table === undefined || table.length > 2) {
    reportInvalid(annotation, `@on-change cannot be read: “${annotation.value}” names no table and action`, report);
    return [];
  }
  if (action.toLowerCase() !== 'full') {
    reportInvalid(annotation, `@on-change knows the action “full” only, not “${action}”`, report);
    return [];
  }
  return [{ table, span: annotation.span }];
}

/** `fn_rate: tb_rate, app.tb_zone`, or `fn_rate: nothing`, each name with its schema or without. */
function readReads(annotation: Annotation, report: Report): Annotations['reads'] {
  const tokens = words(annotation.value) ?? [];
  const colon = tokens.indexOf(':');
  const path = separatedNames(tokens.slice(0, Math.max(colon, 0)), '.');
  const list = tokens.slice(colon + 1);
  const tables =
    list.join(' ').toLowerCase() === 'nothing' ? [] : splitBy(list, ',').map((name) => separatedNames(name, '.'));
  if (path === undefined || path.length > 2 || tables.some((name) => name === undefined || name.length > 2)) {
    reportInvalid(annotation, `@reads cannot be read: “${annotation.value}” names no function and its tables`, report);
    return [];
  }
  return [{ function: path, tables: tables.flatMap((name) => (name ? [name] : [])), span: annotation.span }];
}

/** Whether the value is the one that the annotation knows. */
function isOnly(known: string, annotation: Annotation, report: Report): boolean {
  if (annotation.value.toLowerCase() === known) return true;
  reportInvalid(annotation, `@${annotation.name} knows “${known}” only, not “${annotation.value}”`, report);
  return false;
}

function splitBy(tokens: readonly string[], separator: string): readonly (readonly string[])[] {
  const ends = [...tokens.keys()].filter((index) => tokens[index] === separator);
  return [-1, ...ends].map((start, index) => tokens.slice(start + 1, ends[index]));
}

function words(value: string): string[] | undefined {
  return scan(value)?.map(({ text }) => text);
}

/** `a, b, c` as names; undefined where the tokens are anything else. */
function separatedNames(tokens: readonly string[], separator: string): string[] | undefined {
  const found: string[] = [];
  for (const [index, token] of tokens.entries()) {
    if (index % 2 === 1) {
      if (token !== separator) return undefined;
      continue;
    }
    const name = identifierValue(token);
    if (name === undefined) return undefined;
    found.push(name);
  }
  return tokens.length % 2 === 1 ? found : undefined;
}
