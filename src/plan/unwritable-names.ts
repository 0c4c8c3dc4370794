import type { Report, Span } from '../diagnostics/diagnostic.ts';
import type { JoinStep, Lineage, Term } from '../lineage/types.ts';
import { replacedText } from '../parse/reserved-text.ts';

/** A name that the script has to hold, and where the definition, or the view it reads, has it from. */
interface WrittenName {
  readonly name: string;
  readonly span: Span;
}

/**
 * Reports names that a script cannot hold as they are: those with line breaks, as what is written is indented, and those
 * with text that CREATE EXTENSION replaces. They may be in no definition: `*`, views and foreign keys bring them, too.
 */
export function reportUnwritableNames(lineages: readonly Lineage[], report: Report): void {
  for (const { name, span } of lineages.flatMap((lineage) => [...writtenNames(lineage)])) {
    const [reserved] = name.match(replacedText) ?? [];
    if (/[\r\n]/.test(name))
      report.add({
        code: 'line-break-in-name',
        severity: 'error',
        message: `the name ${JSON.stringify(name)} holds a line break`,
        span,
        why: 'Functions that keep the TVIEW would name it in the midst of lines that are indented, and so name another one.',
        help: 'Rename it.',
      });
    else if (reserved !== undefined)
      report.add({
        code: 'reserved-text',
        severity: 'error',
        message: `CREATE EXTENSION would replace “${reserved}” in ${JSON.stringify(name)}`,
        span,
        why: 'PostgreSQL replaces this text wherever it stands in the extension’s script, also in names and strings.',
        help: 'Rename it.',
      });
  }
}

/** Each name once, where it is read, or else where the definition says it. */
function writtenNames({ definition, routes }: Lineage): Iterable<WrittenName> {
  const { tview, outputs, graph } = definition;
  const at = (span: Span, names: readonly string[]) => names.map((name): WrittenName => ({ name, span }));
  const occurrences = graph.occurrences.flatMap((occurrence) =>
    at(occurrence.span, [
      occurrence.alias,
      ...(occurrence.kind === 'derived'
        ? occurrence.columns
        : [
            occurrence.source.schema,
            occurrence.source.name,
            ...occurrence.source.narrowParents.flatMap(({ schema, name }) => [schema, name]),
            ...occurrence.reads,
          ]),
    ]),
  );
  const expressions = routes.flatMap(({ conditions, reach }) => [
    ...conditions,
    ...(reach.kind === 'keyed' ? reach.paths.flatMap(({ steps, key }) => [...steps.flatMap(stepTerms), ...key]) : []),
  ]);
  const all = [
    ...at(definition.definition.nameSpan, [tview.schema, tview.name, ...expressions.flatMap(quotedTexts)]),
    ...outputs.flatMap(({ name, span }) => at(span, [name])),
    ...occurrences,
  ];
  return new Map(all.map((written) => [written.name, written])).values();
}

function stepTerms({ rows, conditions, predicates, filters }: JoinStep): readonly Term[] {
  const items = rows.kind === 'item' ? [rows.item] : rows.kind === 'climb' ? rows.start : [];
  return [...items, ...conditions.map(({ equals }) => equals), ...predicates, ...filters];
}

/** The names and strings in the text of an expression: of functions, of types, and what views compare with. */
function quotedTexts(term: Term): readonly string[] {
  if (term.kind !== 'expression') return [];
  const text = [...term.parts.map((part) => (typeof part === 'string' ? part : '?')), term.type ?? ''].join(' ');
  const quoted = text.match(/"(?:[^"]|"")*"|'(?:[^']|'')*'/g) ?? [];
  return quoted.map((token) => token.slice(1, -1));
}
