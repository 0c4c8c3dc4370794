import type { ClimbRows, ColumnTerm, JoinStep, Term } from '../lineage/types.ts';
import { quoteIdentifier, quoteQualified } from '../sql/identifiers.ts';
import { columnList, columnOf, equality } from './sql.ts';

/** In words: how a step comes by its rows. */
export function stepTitle(step: JoinStep, write: TermWriter): string {
  const condition = stepCondition(step, write);
  if (step.rows.kind === 'relation') return condition;
  const rows =
    step.rows.kind === 'item'
      ? `${step.alias} in ${write(step.rows.item)}`
      : `${step.alias} by ${step.rows.yields.join(', ')} of ${step.rows.relation.name} from ${step.rows.start.map(write).join(', ')}`;
  return [rows, condition].filter((part) => part !== '').join(', ');
}

/** The conditions of a join; empty where every combination counts. */
export function stepCondition({ alias, conditions, predicates, filters }: JoinStep, write: TermWriter): string {
  const equalities = conditions.map(({ column, equals, nullSafe }) =>
    equality(columnOf(alias, column), write(equals), nullSafe),
  );
  const others = [...filters, ...predicates].map((condition) => inConjunction(write(condition)));
  return [...equalities, ...new Set(others)].join(' AND ');
}

/** Operators that bind less tightly than AND, or could be taken for a part of it. */
export function inConjunction(condition: string): string {
  return /\b(OR|AND|BETWEEN|CASE)\b/i.test(condition) ? `(${condition})` : condition;
}

/** Writes a term as SQL. */
export type TermWriter = (term: Term) => string;

/** Writes terms; `changed` is what the changed rows are called, `asText` which of their columns are held as text. */
export function termWriter(changed: string, asText: ReadonlyMap<string, string> = new Map()): TermWriter {
  const column = (term: ColumnTerm): string => {
    if (term.kind === 'step') return columnOf(term.alias, term.column);
    const type = asText.get(term.column);
    return type === undefined ? columnOf(changed, term.column) : `(${columnOf(changed, term.column)}::${type})`;
  };
  return (term) => {
    if (term.kind === 'null') return 'NULL';
    if (term.kind !== 'expression') return column(term);
    const text = term.parts
      .map((part) => (typeof part === 'string' ? part : part.kind === 'null' ? `(NULL::${part.type})` : column(part)))
      .join('');
    return term.type === undefined ? text : `CAST(${text} AS ${term.type})`;
  };
}

/** A step as an item of FROM, with its conditions, line by line. */
export function joinStep(step: JoinStep, write: TermWriter): readonly string[] {
  const lateral = step.rows.kind === 'relation' ? '' : 'LATERAL ';
  const condition = stepCondition(step, write);
  const text = `${lateral}${stepRows(step, write)}`;
  // A comparison that NULLs pass is no join that PostgreSQL could hash; looked up row by row it can use an index.
  if (step.rows.kind === 'relation' && step.conditions.some(({ nullSafe }) => nullSafe))
    return [
      'CROSS JOIN LATERAL (',
      `  SELECT * FROM ${text}`,
      `  WHERE ${condition}`,
      '  OFFSET 0',
      `) AS ${quoteIdentifier(step.alias)}`,
    ];
  return (condition === '' ? `CROSS JOIN ${text}` : `JOIN ${text} ON ${condition}`).split('\n');
}

/** A step as an item of FROM. */
export function stepRows({ rows, alias }: JoinStep, write: TermWriter): string {
  const name = quoteIdentifier(alias);
  switch (rows.kind) {
    case 'relation':
      return `${quoteQualified(rows)} AS ${name}`;
    case 'item':
      return `${write(rows.item)} AS ${name} (${columnList(rows.columns)})`;
    case 'climb':
      return climbQuery(rows, name, write);
  }
}

/** The values a recursion comes by. UNION leaves out those it has met before, so that cycles end. */
function climbQuery(
  { relation, matches, yields, start, columns }: ClimbRows,
  alias: string,
  write: TermWriter,
): string {
  const met = matches.map((column, index) => `${columnOf('r', column)} = ${columnOf('met', columns[index] ?? '')}`);
  return [
    '(',
    `  WITH RECURSIVE met (${columnList(columns)}) AS (`,
    `    SELECT ${start.map(write).join(', ')}`,
    '    UNION',
    `    SELECT ${columnList(yields, 'r')} FROM met JOIN ${quoteQualified(relation)} AS r ON ${met.join(' AND ')}`,
    '  )',
    '  TABLE met',
    `) AS ${alias}`,
  ].join('\n');
}
