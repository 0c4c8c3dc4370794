import type { Random } from '../random.ts';
import type { Sql } from '../sql-tree.ts';

/** The types that the grammar deals in, as SQL writes them. Numerics have two decimals, so that equal ones look equal. */
export type ColumnType =
  | 'integer'
  | 'bigint'
  | 'numeric(6,2)'
  | 'quantity'
  | 'text'
  | 'code'
  | 'uuid'
  | 'date'
  | 'timestamp'
  | 'boolean'
  | 'jsonb'
  | 'daterange'
  | 'integer[]'
  | 'text[]'
  | 'mood'
  | 'address';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

export interface Reference {
  readonly columns: readonly string[];
  readonly target: string;
  readonly targetColumns: readonly string[];
}

/** A table, view or TVIEW that a definition may read. */
export interface Relation {
  readonly kind: 'table' | 'view' | 'tview' | 'cte';
  readonly name: string;
  readonly columns: readonly Column[];
  /** Sets of columns that identify a row. */
  readonly keys: readonly (readonly string[])[];
  readonly references: readonly Reference[];
}

/** An entry of a FROM clause under its alias. Its keys identify a row among those that one row to its left is joined to. */
export interface Source {
  readonly alias: string;
  readonly columns: readonly Column[];
  readonly keys: readonly (readonly string[])[];
  /** What its columns refer to; key columns refer to themselves. */
  readonly references: readonly Reference[];
  readonly relation?: Relation;
}

/** What an expression may name. */
export interface Scope {
  readonly sources: readonly Source[];
  readonly outer?: Scope | undefined;
}

export interface Typed {
  readonly sql: Sql;
  readonly type: ColumnType;
}

/** A SELECT with its output columns, and those of them that identify its rows. */
export interface Query {
  readonly sql: Sql;
  readonly columns: readonly Column[];
  readonly key: readonly string[];
  /** What its columns refer to, as far as that is known. */
  readonly references?: readonly Reference[];
}

/** What the parts of the grammar share while they write one definition. */
export interface Context {
  readonly random: Random;
  readonly major: number;
  /** Links and groups are columns, not expressions, as in most definitions that people write. */
  readonly plain: boolean;
  readonly relations: readonly Relation[];
  /** WITH queries that are in scope everywhere. */
  readonly ctes: Relation[];
  /** What has been used, for the statistics. */
  readonly features: Set<string>;
  /** A new alias that the definition does not use anywhere else. */
  alias(prefix: string): string;
  /** The parts of the grammar that contain each other. */
  readonly grammar: Grammar;
}

/** `depth` says how many levels of subqueries are still allowed. */
export interface Grammar {
  expression(context: Context, scope: Scope, depth: number): Typed;
  condition(context: Context, scope: Scope, depth: number): Sql;
  query(context: Context, outer: Scope | undefined, depth: number): Query;
}
