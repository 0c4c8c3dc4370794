import type { JoinPath, Lineage, Term } from '../lineage/types.ts';
import type { SourceColumn, SourceRelation } from '../resolve/types.ts';
import { nameKey, type QualifiedName } from '../sql/identifiers.ts';

/** A type as far as hashing goes: values of one family that are equal have one hash. */
export type HashFamily = string;

/** Types of which equal values can look different, and hash alike all the same. */
const hashedByValue = new Set(['numeric', 'real', 'double precision', 'interval', 'jsonb', 'citext']);

/** Types that have an equality, but no hash. */
const notHashed = new Set(['money', 'bit', 'bit varying', 'tsvector', 'tsquery']);

/** Types whose values are compared with each other and hashed alike (the families integer_ops, text_ops and float_ops). */
const families: Readonly<Record<string, HashFamily>> = {
  smallint: 'integer',
  bigint: 'integer',
  'character varying': 'text',
  name: 'text',
  real: 'double precision',
};

/** Whether the equality of two columns is one of their hashes. */
export function hashAlike(left: HashFamily | undefined, right: HashFamily | undefined): boolean {
  return left !== undefined && left === right;
}

/** The types of what the paths of one TVIEW look up. */
export class ColumnTypes {
  readonly #families = new Map<string, ReadonlyMap<string, HashFamily | undefined>>();

  constructor({ definition, routes }: Lineage) {
    for (const { source } of routes) this.#add(source, source.columns);
    this.#add(definition.tview, definition.outputs);
  }

  /** Of a column of a table or of the TVIEW; undefined where its values have no hash, or nobody knows. */
  ofColumn(relation: QualifiedName, column: string): HashFamily | undefined {
    return this.#families.get(nameKey(relation))?.get(column);
  }

  /** Of a term on a path that starts from changed rows of the source. */
  ofTerm(term: Term, source: SourceRelation, path: JoinPath): HashFamily | undefined {
    if (term.kind === 'changed') return this.ofColumn(source, term.column);
    if (term.kind !== 'step') return undefined;
    const rows = path.steps.find(({ alias }) => alias === term.alias)?.rows;
    return rows?.kind === 'relation' ? this.ofColumn(rows, term.column) : undefined;
  }

  #add(relation: QualifiedName, columns: readonly TypedColumn[]): void {
    this.#families.set(nameKey(relation), new Map(columns.map((column) => [column.name, familyOf(column)])));
  }
}

type TypedColumn = Pick<SourceColumn, 'name' | 'type' | 'baseType' | 'exactEquality'>;

function familyOf({ type, baseType, exactEquality }: TypedColumn): HashFamily | undefined {
  const value = (baseType ?? type)?.replace(/^.*\.citext$/, 'citext');
  if (value === undefined || notHashed.has(value.replace(/(\[\])+$/, ''))) return undefined;
  return exactEquality || hashedByValue.has(value) ? (families[value] ?? value) : undefined;
}
