/**
 * What the compiler knows about a database: the only input besides the definitions, plain JSON, so that it can be
 * saved, committed and compared.
 */
export interface Catalog {
  readonly formatVersion: 1;
  /** `server_version_num`, e.g. 170010. */
  readonly serverVersion: number;
  /** The schemas in which unqualified names are looked up, without pg_catalog, e.g. `["public"]`. */
  readonly searchPath: readonly string[];
  /** Settings that change how values are rendered as text or JSON, by name (`TimeZone`, `DateStyle`, …). */
  readonly settings: Readonly<Record<string, string>>;
  /** Sorted by schema and name, partitions included, system schemas and temporary relations left out. */
  readonly relations: readonly Relation[];
  /** Sorted by schema and name; system schemas are left out. */
  readonly sequences: readonly QualifiedName[];
  /** Functions of the user's schemas and extensions, plus those of pg_catalog that are aggregates, window functions, stable, volatile, or return sets. */
  readonly functions: readonly CatalogFunction[];
}

type RelationKind = 'table' | 'partitioned-table' | 'view' | 'materialized-view' | 'foreign-table';

export interface Relation {
  readonly schema: string;
  readonly name: string;
  readonly kind: RelationKind;
  /** In attnum order, dropped columns left out. */
  readonly columns: readonly Column[];
  /**
   * The primary key first, then unique constraints and unique indexes that are neither partial nor on expressions.
   *
   * Only what holds at any moment for every row that the name stands for, under the columns' own equality. Left out are
   * deferrable constraints, the keys of a table with inheritance children (rows of the children are not checked against
   * them) and indexes whose operator class or collation tells values apart that `=` does not.
   */
  readonly uniqueKeys: readonly UniqueKey[];
  /** Validated ones only: the others may be broken by rows that are there already. */
  readonly foreignKeys: readonly ForeignKey[];
  /** Usable btree or hash indexes without a predicate, by their leading plain columns. */
  readonly indexes: readonly Index[];
  /** The other ones without a predicate: of other methods, or on an expression first. Absent where there are none. */
  readonly otherIndexes?: readonly OtherIndex[];
  /** Row-level security, for all but the owner or for the owner as well. Absent where it is off. */
  readonly rowSecurity?: 'enabled' | 'forced';
  /** `pg_get_viewdef` read with an empty search_path, so that every name in it is qualified; views only. */
  readonly definition?: string;
  /** The relations it inherits from, or is a partition of. */
  readonly parents: readonly QualifiedName[];
}

export interface QualifiedName {
  readonly schema: string;
  readonly name: string;
}

export interface Column {
  readonly name: string;
  /**
   * The type without its modifier, as SQL that a cast can use: qualified unless in pg_catalog, a domain by its own name.
   * `integer`, `character varying`, `public.citext`; `bpchar` for character(n), as `character` alone would cut to one.
   */
  readonly type: string;
  /**
   * Whether no row can hold NULL here, inheritance children included. Unvalidated constraints, foreign tables' and
   * domains' constraints are no proof: an empty scalar subquery stores NULL in a domain that forbids it.
   */
  /** Of a column whose type is a domain: the type under it. */
  readonly baseType?: string;
  readonly notNull: boolean;
  /**
   * Whether equal values always look the same (integer, uuid, text of a deterministic collation). Not so for numeric
   * (1.0 = 1.00), float8 (-0 = 0), jsonb, interval, citext; json and xml have no equality at all.
   */
  readonly exactEquality: boolean;
  /** Neither an array nor a composite, nor a domain over one: its values can be collected in an array and taken out again. */
  readonly scalar: boolean;
  /** For generated columns only. Virtual ones read as NULL in transition tables and in NEW and OLD. */
  readonly generated?: 'stored' | 'virtual';
}

export interface UniqueKey {
  readonly columns: readonly string[];
  readonly primary: boolean;
  readonly nullsNotDistinct: boolean;
}

export interface ForeignKey {
  readonly columns: readonly string[];
  readonly target: QualifiedName;
  readonly targetColumns: readonly string[];
}

export interface Index {
  readonly name: string;
  /** Leading plain columns; stops at the first expression. */
  readonly columns: readonly string[];
}

export interface OtherIndex {
  /** `btree`, `gin`, `gist`, … */
  readonly method: string;
  /** Its columns and expressions, as PostgreSQL prints them: `lower(email)`, `((data ->> 'id'::text))`. */
  readonly keys: readonly string[];
}

/** All overloads of one name and kind, with the volatility of the most volatile. */
export interface CatalogFunction {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'function' | 'aggregate' | 'window' | 'procedure';
  readonly volatility: 'immutable' | 'stable' | 'volatile';
  readonly returnsSet: boolean;
  /** Its result's columns, by OUT parameters or composite type; none where it returns one nameless value; null where overloads differ. */
  readonly columns: readonly string[] | null;
  /** Of functions outside of pg_catalog: what shows which tables they read. */
  readonly source?: FunctionSource;
}

interface FunctionSource {
  /** The extension that all overloads belong to. */
  readonly extension?: string;
  /** Some overload is STABLE and in another language than SQL and PL/pgSQL, so that nothing shows what it reads. */
  readonly opaque: boolean;
  /** `pg_get_functiondef` of the overloads in SQL and PL/pgSQL, unless volatile, or immutable and of an extension. */
  readonly definitions: readonly string[];
  /** The operators that call it, unless pg_catalog has one of the name. */
  readonly operators: readonly string[];
  /** The types that a value is cast to by it. */
  readonly casts: readonly string[];
  /** The support functions of an aggregate. */
  readonly calls: readonly QualifiedName[];
}
