import { parse } from 'libpg-query';
import type { RefreshCount } from './refresh-counter.ts';

/** One step of a transaction of `changes.sql`, in the order written. */
export type Step =
  | {
      readonly kind: 'statement';
      readonly text: string;
      /** The SQLSTATE the statement must fail with; it then runs in a savepoint of its own. */
      readonly fails?: string;
    }
  | { readonly kind: 'copy'; readonly text: string; readonly rows: string }
  /** A condition that must hold here; `equal` means that every TVIEW equals its backing view already. */
  | { readonly kind: 'expect'; readonly condition: string };

/** One transaction of `changes.sql` and what it must do to the TVIEWs. */
export interface Transaction {
  readonly label: string;
  readonly line: number;
  /** TVIEWs, as written, whose content must differ afterwards. */
  readonly changes: readonly string[];
  /** TVIEWs, as written, of which no row may be rewritten. */
  readonly leaves: readonly string[];
  /** How many keys of a TVIEW may be recomputed, no more and no less. */
  readonly refreshes: readonly { readonly tview: string; readonly count: RefreshCount }[];
  /** Each statement is a transaction of its own. */
  readonly autocommit: boolean;
  /** The first PostgreSQL major that knows the statements. */
  readonly firstMajor: number;
  /** The SQLSTATE that COMMIT must fail with. */
  readonly commitFails?: string;
  readonly steps: readonly Step[];
}

const header = /^-- transaction: (.*)$/;
const directive = /^-- (expect|fails at commit|fails): (.*)$/;
const copyFromStdin = /^COPY\b.*\bFROM stdin\b.*;$/i;
const note = /\((changes|leaves|refreshes|server|autocommit)\b ?([^()]*)\)/g;

/** Reads the text of `changes.sql`; comments before the first `-- transaction:` line belong to nobody. */
export async function parseChangesScript(text: string): Promise<readonly Transaction[]> {
  const transactions: Transaction[] = [];
  const lines = text.split('\n');
  const starts = lines.flatMap((line, index) => (header.test(line) ? [index] : []));
  for (const [position, start] of starts.entries()) {
    const body = lines.slice(start + 1, starts[position + 1] ?? lines.length);
    transactions.push(await parseTransaction(lines[start] ?? '', start + 1, body));
  }
  return transactions;
}

async function parseTransaction(headerLine: string, line: number, body: readonly string[]): Promise<Transaction> {
  const title = header.exec(headerLine)?.[1] ?? '';
  const notes = [...title.matchAll(note)].map((match) => ({ word: match[1], value: match[2] ?? '' }));
  const names = (word: string) =>
    notes.filter((entry) => entry.word === word).flatMap((entry) => entry.value.split(',').map((name) => name.trim()));
  const transaction = {
    label: title.replace(note, '').trim(),
    line,
    changes: names('changes'),
    leaves: names('leaves'),
    refreshes: names('refreshes').map((text) => parseRefreshes(text, line)),
    autocommit: notes.some((entry) => entry.word === 'autocommit'),
    firstMajor: Number(names('server')[0] ?? 0),
    ...(await parseSteps(body)),
  };
  if (transaction.changes.length + transaction.leaves.length + transaction.refreshes.length === 0) {
    throw new Error(
      `line ${line}: "${title}" says none of (changes …), (leaves …) and (refreshes …), so it could not fail`,
    );
  }
  return transaction;
}

/** `tv_post: 12` or `tv_post: all` */
function parseRefreshes(text: string, line: number): Transaction['refreshes'][number] {
  const [, tview = '', count = ''] = /^(\S+): (\d+|all)$/.exec(text) ?? [];
  if (tview === '') throw new Error(`line ${line}: "${text}" is not a TVIEW with a number or "all"`);
  return { tview, count: count === 'all' ? count : Number(count) };
}

async function parseSteps(body: readonly string[]): Promise<Pick<Transaction, 'steps' | 'commitFails'>> {
  const steps: Step[] = [];
  let pending: string[] = [];
  let fails: string | undefined;
  let commitFails: string | undefined;
  const flush = async () => {
    const statements = await splitStatements(pending.join('\n'));
    pending = [];
    for (const text of statements) {
      steps.push({ kind: 'statement', text, ...(fails === undefined ? {} : { fails }) });
      fails = undefined;
    }
  };
  for (let index = 0; index < body.length; index += 1) {
    const current = body[index] ?? '';
    const [, word, value = ''] = directive.exec(current) ?? [];
    if (word === undefined && !copyFromStdin.test(current)) {
      pending.push(current);
      continue;
    }
    await flush();
    if (word === 'expect') steps.push({ kind: 'expect', condition: value });
    if (word === 'fails') fails = value;
    if (word === 'fails at commit') commitFails = value;
    if (word === undefined) {
      const end = body.indexOf('\\.', index);
      const rows = body.slice(index + 1, end);
      steps.push({ kind: 'copy', text: current, rows: rows.map((row) => `${row}\n`).join('') });
      index = end;
    }
  }
  await flush();
  return { steps, ...(commitFails === undefined ? {} : { commitFails }) };
}

/** Splits SQL text at the semicolons that end statements, by PostgreSQL's own grammar. */
export async function splitStatements(text: string): Promise<readonly string[]> {
  if (text.trim() === '') return [];
  const bytes = Buffer.from(text, 'utf8');
  const { stmts = [] } = await parse(text);
  return stmts.map(({ stmt_location: start = 0, stmt_len: length }) =>
    bytes
      .subarray(start, length ? start + length : bytes.length)
      .toString('utf8')
      .trim(),
  );
}
