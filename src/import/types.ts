import type { QualifiedName } from '../sql/identifiers.ts';

/** What a definition is made from: a relation of a database, or a declaration in a file. */
export interface ImportSource {
  readonly kind: 'view' | 'materialized view' | 'pg_tviews' | 'file';
  /** As it is shown: a name as in SQL, or the path of the file. */
  readonly shown: string;
  /** The relation, where it is one of a database. */
  readonly relation?: QualifiedName;
}

/** Something that a definition cannot hold, or that was not asked for: told, so that nobody believes it came along. */
export interface LeftOut {
  readonly what: string;
  readonly why: string;
  readonly help?: string;
}

/** A definition before it is written: everything by name, nothing checked by the compiler yet. */
export interface Draft {
  readonly source: ImportSource;
  readonly tview: QualifiedName;
  /** Lines of comment that belong above it, as they were. */
  readonly comments?: readonly string[];
  /** One SELECT, without a semicolon. */
  readonly select: string;
  /** The columns of `-- @key`; undefined where the compiler is to find them. */
  readonly key?: readonly string[];
  /** Statements about the TVIEW, without semicolons. */
  readonly statements: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** The views that the SELECT names, as in SQL: they are followed to their tables. */
  readonly readsViews: readonly string[];
  /** The views that read what was imported, as in SQL: they are what has to be switched to the TVIEW. */
  readonly readBy: readonly string[];
}
