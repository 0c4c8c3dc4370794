import type { CommentStmt, GrantStmt, Node } from 'libpg-query';
import { Deparser } from 'pgsql-deparser';

/**
 * The statement that takes back what a definition says about its TVIEW besides the SELECT: REVOKE for GRANT, DROP for
 * CREATE, the default for a setting. Undefined where only a database can tell: PostgreSQL names an index.
 */
export function undoStatement(node: Node): string | undefined {
  const tree = undone(node);
  return tree && Deparser.deparse(tree, { pretty: false });
}

function undone(node: Node): Node | undefined {
  if ('GrantStmt' in node) return { GrantStmt: turned(node.GrantStmt) };
  if ('CommentStmt' in node) return { CommentStmt: withoutText(node.CommentStmt) };
  if ('CreatePolicyStmt' in node) {
    const { table, policy_name } = node.CreatePolicyStmt;
    const names = [table?.schemaname, table?.relname, policy_name].flatMap((name) =>
      name === undefined ? [] : [{ String: { sval: name } }],
    );
    return {
      DropStmt: {
        removeType: 'OBJECT_POLICY',
        behavior: 'DROP_RESTRICT',
        missing_ok: true,
        objects: [{ List: { items: names } }],
      },
    };
  }
  if ('AlterTableStmt' in node) {
    const { cmds = [] } = node.AlterTableStmt;
    return { AlterTableStmt: { ...node.AlterTableStmt, cmds: cmds.map(undoneAlteration).reverse() } };
  }
  return undefined;
}

function turned(grant: GrantStmt): GrantStmt {
  const { is_grant, grant_option, ...rest } = grant;
  return {
    ...rest,
    behavior: 'DROP_RESTRICT',
    ...(is_grant ? {} : { is_grant: true, grant_option: grant_option === true }),
  };
}

function withoutText({ comment: _, ...rest }: CommentStmt): CommentStmt {
  return rest;
}

function undoneAlteration(node: Node): Node {
  if (!('AlterTableCmd' in node)) return node;
  const command = node.AlterTableCmd;
  switch (command.subtype) {
    case 'AT_EnableRowSecurity':
      return { AlterTableCmd: { ...command, subtype: 'AT_DisableRowSecurity' } };
    case 'AT_DisableRowSecurity':
      // As it is without the statement.
      return node;
    case 'AT_ForceRowSecurity':
      return { AlterTableCmd: { ...command, subtype: 'AT_NoForceRowSecurity' } };
    case 'AT_SetStatistics':
      return { AlterTableCmd: { ...command, def: { Integer: { ival: -1 } } } };
    case 'AT_SetRelOptions':
      return { AlterTableCmd: { ...command, subtype: 'AT_ResetRelOptions', def: withoutValues(command.def) } };
    default:
      return { AlterTableCmd: { ...command, def: { String: { sval: 'default' } } } };
  }
}

/** RESET takes the names of options alone. */
function withoutValues(options: Node | undefined): Node {
  const items = options !== undefined && 'List' in options ? (options.List.items ?? []) : [];
  return {
    List: {
      items: items.map((item) => {
        if (!('DefElem' in item)) return item;
        const { arg: _, ...name } = item.DefElem;
        return { DefElem: name };
      }),
    },
  };
}
