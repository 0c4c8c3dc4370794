import type { AlterTableStmt, CommentStmt, GrantStmt, Node, RangeVar } from 'libpg-query';
import type { Report, Span } from '../diagnostics/diagnostic.ts';
import type { Declaration } from './declaration.ts';
import type { Statement } from './grammar.ts';
import { listItems, names } from './nodes.ts';
import type { SqlText } from './sql-text.ts';
import type { ParsedDefinition } from './types.ts';
import { undoStatement } from './undo-statement.ts';

/** Why a statement may not stand in a definition. */
interface Refusal {
  readonly message: string;
  readonly span?: Span;
  readonly help?: string;
}

const allowed =
  'CREATE INDEX, CREATE POLICY, CREATE STATISTICS, GRANT, REVOKE, COMMENT, and ALTER TABLE … SET (…), ALTER COLUMN … SET STATISTICS, ENABLE, FORCE or DISABLE ROW LEVEL SECURITY';

/** Alterations that leave the columns, the rows and the triggers of the TVIEW alone. */
const allowedAlterations: ReadonlySet<string> = new Set([
  'AT_SetRelOptions',
  'AT_SetStatistics',
  'AT_SetStorage',
  'AT_SetCompression',
  'AT_EnableRowSecurity',
  'AT_DisableRowSecurity',
  'AT_ForceRowSecurity',
]);

/** Takes the statements around a declaration: reports those that are not about its TVIEW, returns the texts. */
export function readFollowingStatements(
  statements: readonly Statement[],
  declaration: Pick<Declaration, 'schema' | 'name'>,
  sql: SqlText,
  report: Report,
): ParsedDefinition['statements'] {
  const checker = new StatementChecker(declaration, sql);
  return statements.map((statement) => {
    const { first, last } = sql.statementTokens(statement);
    const refusal = checker.refusal(statement.node);
    if (refusal !== undefined) {
      report.add({
        code: 'statement-not-allowed',
        severity: 'error',
        message: refusal.message,
        span: refusal.span ?? firstWords(sql, first, last),
        why: 'The extension runs these statements with the TVIEW, and an upgrade replays them when it rebuilds it.',
        help: refusal.help ?? `move it to a migration; a definition may hold ${allowed}, each about its own TVIEW`,
      });
    }
    const createsUniqueIndex = 'IndexStmt' in statement.node && statement.node.IndexStmt.unique === true;
    const undo = refusal === undefined ? undoStatement(statement.node) : undefined;
    const rowSecurity = rowSecurityOf(statement.node);
    return {
      text: sql.textBetween(first, last),
      undo,
      createsUniqueIndex,
      indexedColumn: indexedColumn(statement.node),
      ...(rowSecurity !== undefined && { rowSecurity }),
    };
  });
}

function indexedColumn(node: Node): string | undefined {
  if (!('IndexStmt' in node) || node.IndexStmt.whereClause !== undefined) return undefined;
  const [first] = node.IndexStmt.indexParams ?? [];
  return first !== undefined && 'IndexElem' in first ? first.IndexElem.name : undefined;
}

/** Whether a statement switches row-level security on or off; undefined where it does neither. */
function rowSecurityOf(node: Node): boolean | undefined {
  const commands = 'AlterTableStmt' in node ? (node.AlterTableStmt.cmds ?? []) : [];
  const kinds = commands.map((command) => ('AlterTableCmd' in command ? command.AlterTableCmd.subtype : undefined));
  if (kinds.includes('AT_EnableRowSecurity')) return true;
  return kinds.includes('AT_DisableRowSecurity') ? false : undefined;
}

/** `DROP TABLE` says what a statement is; the rest would only fill the frame. */
function firstWords(sql: SqlText, first: number, last: number): Span {
  const [start, end] = [sql.tokens[first], sql.tokens[Math.min(first + 1, last)]];
  return sql.span(start?.start ?? 0, end?.end ?? 0);
}

/** Remembers the indexes and statistics that a file creates, since COMMENT names them without their table. */
class StatementChecker {
  readonly #declaration: Pick<Declaration, 'schema' | 'name'>;
  readonly #sql: SqlText;
  readonly #indexes = new Set<string>();
  readonly #statistics = new Set<string>();

  constructor(declaration: Pick<Declaration, 'schema' | 'name'>, sql: SqlText) {
    this.#declaration = declaration;
    this.#sql = sql;
  }

  refusal(node: Node): Refusal | undefined {
    if ('IndexStmt' in node) {
      this.#indexes.add(node.IndexStmt.idxname ?? '');
      if (node.IndexStmt.concurrent === true) return concurrently;
      return this.#wrongRelation(node.IndexStmt.relation);
    }
    if ('GrantStmt' in node) return this.#grant(node.GrantStmt);
    if ('CommentStmt' in node) return this.#comment(node.CommentStmt);
    if ('CreatePolicyStmt' in node) return this.#wrongRelation(node.CreatePolicyStmt.table);
    if ('AlterTableStmt' in node) return this.#alterTable(node.AlterTableStmt);
    if ('CreateStatsStmt' in node) {
      const { defnames, relations = [] } = node.CreateStatsStmt;
      this.#statistics.add(names(defnames).at(-1) ?? '');
      return this.#wrongItems(relations);
    }
    return { message: `a definition cannot hold this statement besides ${this.#declaration.name}` };
  }

  #grant({ targtype, objtype, objects = [] }: GrantStmt): Refusal | undefined {
    if (targtype === 'ACL_TARGET_OBJECT' && objtype === 'OBJECT_TABLE') return this.#wrongItems(objects);
    return { message: `GRANT and REVOKE must name ${this.#declaration.name}` };
  }

  #alterTable({ relation, cmds = [], objtype }: AlterTableStmt): Refusal | undefined {
    const isAllowed = cmds.every(
      (command) => 'AlterTableCmd' in command && allowedAlterations.has(command.AlterTableCmd.subtype ?? ''),
    );
    if (isAllowed && objtype === 'OBJECT_TABLE') return this.#wrongRelation(relation);
    return {
      message: 'this ALTER would change what the definition says',
      help: `change the SELECT instead; a definition may hold ${allowed}`,
    };
  }

  #comment({ objtype, object }: CommentStmt): Refusal | undefined {
    const parts = names(listItems(object));
    switch (objtype) {
      case 'OBJECT_TABLE':
        return this.#wrongName(parts);
      case 'OBJECT_COLUMN':
      case 'OBJECT_POLICY':
        return this.#wrongName(parts.slice(0, -1));
      case 'OBJECT_INDEX':
        return this.#wrongObject(this.#indexes, parts, 'an index');
      case 'OBJECT_STATISTIC_EXT':
        return this.#wrongObject(this.#statistics, parts, 'statistics');
      default:
        return {
          message: `COMMENT must be on ${this.#declaration.name}, its columns, indexes, policies or statistics`,
        };
    }
  }

  #wrongObject(known: ReadonlySet<string>, parts: readonly string[], kind: string): Refusal | undefined {
    if (known.has(parts.at(-1) ?? '')) return undefined;
    return {
      message: `“${parts.join('.')}” does not name ${kind} that this file creates`,
      help: 'comment on what the file creates above, by the name it is given there',
    };
  }

  #wrongItems(items: readonly Node[]): Refusal | undefined {
    const refusals = items.map((item) => this.#wrongRelation('RangeVar' in item ? item.RangeVar : undefined));
    return refusals.find((refusal) => refusal !== undefined);
  }

  #wrongRelation(relation: RangeVar | undefined): Refusal | undefined {
    const { catalogname, schemaname, relname, location } = relation ?? {};
    const refusal = this.#wrongName([catalogname, schemaname, relname].flatMap((part) => part ?? []));
    const span = this.#sql.nameSpan(location);
    return refusal && { ...refusal, ...(span && { span }) };
  }

  /** The schema must be written in both places or in none: the search path of the reader is nobody's promise. */
  #wrongName(parts: readonly string[]): Refusal | undefined {
    const { schema, name } = this.#declaration;
    const expected = schema === undefined ? [name] : [schema, name];
    if (parts.join('\0') === expected.join('\0')) return undefined;
    return {
      message: `this statement is about ${parts.join('.')}, not about ${expected.join('.')}`,
      help:
        parts.at(-1) === name
          ? `write ${expected.join('.')}, as in the definition`
          : `write it about ${name}, or move it to a migration`,
    };
  }
}

const concurrently: Refusal = {
  message: 'CREATE INDEX CONCURRENTLY cannot run in an extension’s script',
  help: 'leave CONCURRENTLY out: the index is built with the TVIEW, before anyone reads it',
};
