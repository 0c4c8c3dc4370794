import type { Candidate, Definition, Transaction } from './candidate.ts';
import { withItsSources, withoutDefinitions } from './candidate.ts';
import { schemasWithFewerTables, schemasWithSmallerTables, withColumns } from './grammar/schema.ts';
import type { Problem } from './problem.ts';
import { render, simplifications } from './sql-tree.ts';
import type { Workbench } from './workbench.ts';

/** A candidate that shows a problem, as small as it has become. */
export interface Example {
  readonly candidate: Candidate;
  readonly problem: Problem;
}

type Pass = (example: Example) => Iterable<Candidate>;

/** Those that cut most for least come first. */
const passes: readonly Pass[] = [
  culpritOnly,
  fewerDefinitions,
  untilTheProblem,
  fewerTransactions,
  fewerStatements,
  simplerDefinitions,
  fewerViews,
  simplerViews,
  fewerTables,
  mentionedOnly,
  fewerTransactions,
  fewerStatements,
  smallerStatements,
  smallerTables,
  fewerTypes,
  simplerDefinitions,
];

/**
 * Looks for a smaller candidate with a problem of the same kind until nothing can be left out, or so many have been
 * tried: a number of tries, unlike a time, gives the same example on every machine. `onTry` is called before each try.
 */
export async function shrink(bench: Workbench, example: Example, tries: number, onTry: () => void): Promise<Example> {
  let left = tries;
  const isOver = (): boolean => left <= 0;
  const { kind, code } = example.problem;
  let best = example;
  const accept = async (candidate: Candidate): Promise<boolean> => {
    left -= 1;
    onTry();
    const verdict = await bench.try(candidate);
    const problem = verdict.rejected === undefined ? verdict.problem : undefined;
    if (problem?.kind !== kind || problem.code !== code) return false;
    best = { candidate, problem };
    return true;
  };
  for (;;) {
    const before = best;
    for (const pass of passes) await exhaust(pass, () => best, accept, isOver);
    if (best === before || isOver()) return best;
  }
}

/** Applies a pass until it finds nothing smaller; after a step it goes on where it was, before it starts again. */
async function exhaust(
  pass: Pass,
  current: () => Example,
  accept: (candidate: Candidate) => Promise<boolean>,
  isOver: () => boolean,
): Promise<void> {
  let skip = 0;
  for (;;) {
    let index = 0;
    let found = false;
    for (const candidate of pass(current())) {
      index += 1;
      if (index <= skip) continue;
      if (isOver()) return;
      if (await accept(candidate)) {
        found = true;
        break;
      }
    }
    if (!found && skip === 0) return;
    skip = found ? index - 1 : 0;
  }
}

function* culpritOnly({ candidate, problem }: Example): Generator<Candidate> {
  if (problem.tview === undefined) return;
  const definitions = withItsSources(candidate.definitions, problem.tview);
  if (definitions.length < candidate.definitions.length) yield { ...candidate, definitions };
}

function* fewerDefinitions({ candidate }: Example): Generator<Candidate> {
  const { definitions } = candidate;
  if (definitions.length < 2) return;
  for (const fewer of shorter(definitions)) {
    const kept = new Set(fewer);
    const dropped = definitions.filter((definition) => !kept.has(definition)).map(({ name }) => name);
    const rest = withoutDefinitions(definitions, dropped);
    if (rest.length > 0) yield { ...candidate, definitions: rest };
  }
}

/** Transactions after the one that shows the problem don't matter. */
function* untilTheProblem({ candidate }: Example): Generator<Candidate> {
  const { transactions } = candidate;
  for (let size = 1; size < transactions.length; size *= 2)
    yield { ...candidate, transactions: transactions.slice(0, size) };
}

function* fewerTransactions({ candidate }: Example): Generator<Candidate> {
  for (const transactions of shorter(candidate.transactions)) yield { ...candidate, transactions };
}

/** The list without one of its halves, quarters, …, items. */
function* shorter<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let size = Math.ceil(items.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < items.length; start += size) yield items.toSpliced(start, size);
  }
}

function* fewerStatements({ candidate }: Example): Generator<Candidate> {
  const { transactions } = candidate;
  for (const [index, transaction] of transactions.entries()) {
    for (const shorterTransaction of simplerTransactions(transaction))
      yield { ...candidate, transactions: transactions.with(index, shorterTransaction) };
  }
}

function* simplerTransactions(transaction: Transaction): Generator<Transaction> {
  const { statements } = transaction;
  if (transaction.end === 'ROLLBACK') yield { ...transaction, end: 'COMMIT' };
  if (statements.some(({ control }) => control))
    yield { ...transaction, statements: statements.filter(({ control }) => !control) };
  // One side of a savepoint alone is an error at once.
  const single = statements.filter(({ control }) => !control);
  for (const statement of single)
    if (statements.length > 1) yield { ...transaction, statements: statements.filter((other) => other !== statement) };
}

/** Statements with fewer rows or assignments, told by their text. */
function* smallerStatements({ candidate }: Example): Generator<Candidate> {
  const { transactions } = candidate;
  for (const [index, transaction] of transactions.entries()) {
    for (const [position, statement] of transaction.statements.entries()) {
      for (const text of smallerTexts(statement.text)) {
        const statements = transaction.statements.with(position, { ...statement, text });
        yield { ...candidate, transactions: transactions.with(index, { ...transaction, statements }) };
      }
    }
  }
}

function* smallerTexts(text: string): Generator<string> {
  const common = /^WITH first AS \((.*) RETURNING 1\) (.*)$/.exec(text);
  if (common) yield* [common[1] ?? '', common[2] ?? ''];
  const conflict = text.replace(/ ON CONFLICT .*$/, '');
  if (conflict !== text) yield conflict;
  const values = /^(INSERT .* VALUES )(\(.*\))( ON CONFLICT .*)?$/.exec(text);
  if (values) {
    const rows = (values[2] ?? '').split(/(?<=\)), (?=\()/);
    if (rows.length > 1)
      for (const index of rows.keys()) yield `${values[1]}${rows.toSpliced(index, 1).join(', ')}${values[3] ?? ''}`;
  }
  const update = /^(UPDATE \S+ SET )(.*?)( WHERE .*)?$/.exec(text);
  if (update) {
    const parts = (update[2] ?? '').split(/, (?=\w+ = )/);
    if (parts.length > 1)
      for (const index of parts.keys()) yield `${update[1]}${parts.toSpliced(index, 1).join(', ')}${update[3] ?? ''}`;
  }
}

function* simplerDefinitions({ candidate }: Example): Generator<Candidate> {
  const { definitions } = candidate;
  for (const [index, definition] of definitions.entries()) {
    for (const simpler of simplerParts(definition))
      yield { ...candidate, definitions: definitions.with(index, simpler) };
  }
}

function* simplerParts(definition: Definition): Generator<Definition> {
  if (definition.key !== undefined) yield { ...definition, key: undefined };
  for (const table of definition.full)
    yield { ...definition, full: definition.full.filter((other) => other !== table) };
  for (const select of simplifications(definition.select)) yield { ...definition, select };
}

function* fewerViews({ candidate }: Example): Generator<Candidate> {
  const { views } = candidate;
  for (const index of views.keys()) yield { ...candidate, views: views.toSpliced(index, 1) };
}

function* simplerViews({ candidate }: Example): Generator<Candidate> {
  const { views } = candidate;
  for (const [index, view] of views.entries()) {
    for (const select of simplifications(view.select))
      yield { ...candidate, views: views.with(index, { ...view, select }) };
  }
}

function* fewerTables({ candidate }: Example): Generator<Candidate> {
  for (const tables of schemasWithFewerTables(candidate.tables)) yield { ...candidate, tables };
}

/** Without the columns and types that nothing names: most of them go at once. */
function* mentionedOnly({ candidate }: Example): Generator<Candidate> {
  const { tables, types, views, definitions, transactions } = candidate;
  const texts = [...views, ...definitions].map(({ select }) => render(select));
  const statements = transactions.flatMap((transaction) => transaction.statements.map(({ text }) => text));
  const words = wordsOf([...texts, ...statements].join('\n'));
  const smaller = tables.map((table) => withColumns(table, words));
  const dropped = smaller.some(({ columns }, index) => columns.length < (tables[index]?.columns.length ?? 0));
  if (dropped) yield { ...candidate, tables: smaller };
  const used = wordsOf(
    [...texts, ...statements, ...tables.flatMap(({ columns }) => columns.map(({ type }) => type))].join('\n'),
  );
  const fewer = types.filter((type) => used.has(type));
  if (fewer.length < types.length) yield { ...candidate, types: fewer };
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/\w+/g));
}

function* smallerTables({ candidate }: Example): Generator<Candidate> {
  for (const tables of schemasWithSmallerTables(candidate.tables)) yield { ...candidate, tables };
}

function* fewerTypes({ candidate }: Example): Generator<Candidate> {
  const { types } = candidate;
  for (const index of types.keys()) yield { ...candidate, types: types.toSpliced(index, 1) };
}
