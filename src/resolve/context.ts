import type { CatalogIndex } from '../catalog/lookup.ts';
import type { Diagnostic, Report, Span } from '../diagnostics/diagnostic.ts';
import type { Cte, Query } from '../parse/types.ts';
import type { Acceptances } from './acceptances.ts';
import type { GraphBuilder } from './graph-builder.ts';
import type { ResolvedQuery } from './query.ts';
import type { Scope, ScopeColumn } from './scope.ts';
import type { ResolvedDefinition } from './types.ts';

/** What stays the same while one definition is resolved. */
export interface Context {
  readonly catalog: CatalogIndex;
  readonly report: Report;
  readonly graph: GraphBuilder;
  /** What the annotations of the definition accept. */
  readonly acceptances: Acceptances;
  /** The definitions that this one may read, by `nameKey` of the TVIEW and of its backing view. */
  readonly tviews: ReadonlyMap<string, ResolvedDefinition>;
  readonly backingViews: ReadonlyMap<string, ResolvedDefinition>;
  /** Parses the text of a catalog view. */
  readonly parseView: (sql: string, name: string) => Query;
  /** Handed down rather than imported: expressions hold queries, which hold expressions. */
  readonly resolveQuery: (query: Query, environment: Environment) => ResolvedQuery;
}

/** Where in the query the walk stands. */
export interface Environment {
  readonly context: Context;
  readonly scope: Scope;
  readonly region: number;
  readonly ctes: CteScope;
  /** False in a copy of a part of the query whose changes are followed from the original. */
  readonly followed?: boolean;
  /** Set inside a view: findings there are shown where the definition names the view. */
  readonly viewSpan?: Span;
}

/** The WITH queries in scope; each sees the ones before it and the scope around its WITH. */
export type CteScope =
  | {
      readonly cte: Cte;
      readonly environment: () => Environment;
      /** It is computed once, as a whole. */
      readonly materialized: boolean;
      /** Its own query is being resolved: a reference to it is a recursion, */
      readonly active: boolean;
      /** which brings the row before into scope. */
      readonly self?: RowBefore;
      readonly outer: CteScope;
    }
  | undefined;

/** A recursive query where it reads itself. */
export interface RowBefore {
  readonly columns: readonly ScopeColumn[];
  /** Whether the columns at these positions single out one of its rows. */
  readonly isUnique: (positions: ReadonlySet<number>) => boolean;
}

export function findCte(name: string, ctes: CteScope): NonNullable<CteScope> | undefined {
  for (let level = ctes; level; level = level.outer) if (level.cte.name === name) return level;
  return undefined;
}

/** Reports a finding at a node's span, or where the view that holds the node is named. */
export function reportAt(
  environment: Environment,
  span: Span,
  finding: Omit<Diagnostic, 'span' | 'severity'> & { readonly severity?: Diagnostic['severity'] },
): void {
  environment.context.report.add({ severity: 'error', ...finding, span: environment.viewSpan ?? span });
}
