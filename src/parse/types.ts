import type { Node } from 'libpg-query';
import type { Span } from '../diagnostics/diagnostic.ts';

/** One definition file, understood: the TVIEW it declares, its options, its SELECT as text and as a tree. */
export interface ParsedDefinition {
  readonly file: string;
  /** As written; undefined when the definition names no schema. */
  readonly schema?: string;
  /** `tv_…`, case as PostgreSQL stores it. */
  readonly name: string;
  readonly nameSpan: Span;
  /** The user's SELECT, verbatim, without a trailing semicolon. */
  readonly select: string;
  /** Where in the file the UTF-16 unit at an index of `select` stands. */
  readonly toFile: (index: number) => number;
  readonly query: Query;
  readonly annotations: Annotations;
  /** Statements about the TVIEW after its SELECT (CREATE INDEX, GRANT, …), verbatim, in order. */
  readonly statements: readonly FollowingStatement[];
}

export interface FollowingStatement {
  readonly text: string;
  /** The statement that takes it back, where its text tells. */
  readonly undo: string | undefined;
  readonly createsUniqueIndex: boolean;
  /** The column by which an index of all rows that it creates can look rows up. */
  readonly indexedColumn: string | undefined;
  /** It switches row-level security on or off. */
  readonly rowSecurity?: boolean;
}

export interface Annotations {
  /** `-- @key (a, b)` */
  readonly key?: { readonly columns: readonly string[]; readonly span: Span };
  /** `-- @on-change tb_rate: full` by the table's name as written. */
  readonly onChange: readonly { readonly table: readonly string[]; readonly span: Span }[];
  /** `-- @reads fn_rate: tb_rate, app.tb_zone`, or `nothing`: what a function reads, by the names as written. */
  readonly reads: readonly {
    readonly function: readonly string[];
    readonly tables: readonly (readonly string[])[];
    readonly span: Span;
  }[];
  /** `-- @refresh manually`: the user rebuilds the TVIEW when something has changed that no trigger reports. */
  readonly refreshManually?: { readonly span: Span };
  /** `-- @on-error: park`: rows that cannot be refreshed stay as they were, and the write goes through. */
  readonly parkErrors?: { readonly span: Span };
}

/** A query expression: WITH clauses around a SELECT, a set operation or VALUES. */
export interface Query {
  readonly ctes: readonly Cte[];
  readonly recursive: boolean;
  readonly body: Select | SetOperation | Values;
  readonly orderBy: readonly Expression[];
  /** LIMIT, OFFSET or FETCH is present. */
  readonly limited: boolean;
  /** It returns one row at most, by LIMIT 1. */
  readonly single: boolean;
  readonly limitExpressions: readonly Expression[];
  /** FOR UPDATE and the like. */
  readonly locking: boolean;
  readonly span: Span;
}

export interface Cte {
  readonly name: string;
  readonly columns: readonly string[];
  /** undefined: a data-modifying statement. */
  readonly query?: Query;
  /** AS MATERIALIZED or AS NOT MATERIALIZED; undefined where PostgreSQL decides. */
  readonly materialized?: boolean;
  /** Columns that SEARCH and CYCLE add behind those of the query. */
  readonly generatedColumns?: readonly string[];
  readonly span: Span;
}

export interface Select {
  readonly kind: 'select';
  readonly distinct: 'no' | 'all' | readonly Expression[];
  readonly outputs: readonly Output[];
  readonly from: readonly FromItem[];
  readonly where?: Expression;
  readonly groupBy: readonly Expression[];
  /** Of GROUPING SETS, ROLLUP and CUBE: which items of `groupBy` each set has. Empty: more than can be followed. */
  readonly groupingSets?: readonly (readonly number[])[];
  /** A GROUP BY clause is present, if only `GROUP BY ()`. */
  readonly grouped: boolean;
  readonly having?: Expression;
  /** The WINDOW clause. */
  readonly windows: readonly { readonly name: string; readonly window: Window }[];
  readonly into: boolean;
}

export interface SetOperation {
  readonly kind: 'set-operation';
  readonly operator: 'union' | 'intersect' | 'except';
  readonly all: boolean;
  readonly left: Query;
  readonly right: Query;
}

export interface Values {
  readonly kind: 'values';
  /** The list as an item of FROM, by which it can be printed. */
  readonly tree: Node;
  readonly rows: readonly (readonly Expression[])[];
}

export interface Output {
  /** The AS name, or the name PostgreSQL gives the column (FigureColname); undefined for `?column?` and stars. */
  readonly name?: string;
  readonly expression: Expression;
  readonly span: Span;
}

export type FromItem = RelationItem | SubqueryItem | FunctionItem | JoinItem;

export interface RelationItem {
  readonly kind: 'relation';
  readonly schema?: string;
  readonly name: string;
  readonly only: boolean;
  readonly sampled: boolean;
  readonly alias?: string;
  readonly columnAliases: readonly string[];
  readonly span: Span;
}

export interface SubqueryItem {
  readonly kind: 'subquery';
  readonly query: Query;
  readonly lateral: boolean;
  readonly alias?: string;
  readonly columnAliases: readonly string[];
  readonly span: Span;
}

/** A function in FROM (ROWS FROM included), JSON_TABLE or XMLTABLE. */
export interface FunctionItem {
  readonly kind: 'function';
  readonly calls: readonly Expression[];
  readonly ordinality: boolean;
  readonly alias?: string;
  readonly columnAliases: readonly string[];
  /** Names from a column definition list or a COLUMNS clause. */
  readonly definedColumns: readonly string[];
  readonly span: Span;
  /** The item as PostgreSQL's grammar has it, by which it can be printed. */
  readonly tree: Node;
}

export interface JoinItem {
  readonly kind: 'join';
  readonly type: 'inner' | 'left' | 'right' | 'full';
  readonly left: FromItem;
  readonly right: FromItem;
  readonly on?: Expression;
  readonly using?: readonly string[];
  /** `USING (…) AS j`: names the merged columns only and, unlike `alias`, hides nothing. */
  readonly usingAlias?: string;
  readonly natural: boolean;
  readonly alias?: string;
  readonly columnAliases: readonly string[];
  readonly span: Span;
}

/**
 * An expression, in as much detail as lineage needs: which columns it names, which conjuncts and equalities it is made
 * of, which queries and function calls it holds. Anything else is `other` with its operands.
 */
export type Expression =
  | ColumnReference
  | ConstantExpression
  | ({ readonly kind: 'and' | 'or' | 'not'; readonly operands: readonly Expression[] } & Located)
  | OperatorExpression
  | CallExpression
  | CastExpression
  | SubqueryExpression
  | ({ readonly kind: 'other'; readonly node: string; readonly operands: readonly Expression[] } & Located);

interface Located {
  readonly span: Span;
  /** The node of PostgreSQL's grammar that it was read from, by which it can be printed. */
  readonly tree: Node;
}

/** A literal; `integer` is the value of a plain integer, which GROUP BY and ORDER BY take as a column position. */
interface ConstantExpression extends Located {
  readonly kind: 'constant';
  readonly integer?: number;
}

/** `a`, `t.a`, `s.t.a`, `t.*` or `*`: `path` holds the names, `star` says whether a star follows them. */
export interface ColumnReference extends Located {
  readonly kind: 'column';
  readonly path: readonly string[];
  readonly star: boolean;
}

interface OperatorExpression extends Located {
  readonly kind: 'operator';
  /** The operator's name, with the schema of `OPERATOR(s.=)` first. */
  readonly name: readonly string[];
  readonly operands: readonly Expression[];
}

export interface CallExpression extends Located {
  readonly kind: 'call';
  readonly name: readonly string[];
  readonly operands: readonly Expression[];
  readonly window?: Window;
}

interface CastExpression extends Located {
  readonly kind: 'cast';
  /** As PostgreSQL stores the name, `["pg_catalog","int8"]`. */
  readonly type: readonly string[];
  readonly operand: Expression;
}

export interface SubqueryExpression extends Located {
  readonly kind: 'subquery';
  /** `EXISTS (q)`, `x op ANY (q)` (IN is `= ANY`), `x op ALL (q)`, `(q)` as a value, `ARRAY(q)`, or q in some other node. */
  readonly link: 'exists' | 'any' | 'all' | 'value' | 'array' | 'other';
  readonly operator?: readonly string[];
  readonly test?: Expression;
  readonly query: Query;
}

/** An OVER clause or an entry of the WINDOW clause; `base` is the window it refers to or extends. */
export interface Window {
  readonly base?: string;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly Expression[];
}
