import type { Node, RangeVar, SelectStmt } from 'libpg-query';
import type { Report } from '../diagnostics/diagnostic.ts';
import type { SqlText } from './sql-text.ts';

const example = 'write CREATE TVIEW tv_<entity> AS SELECT …';

/** Says why a file declares no TVIEW, with help for what people try first. */
export function reportNotADefinition(sql: SqlText, report: Report): void {
  const [statement] = sql.statements;
  const first = statement ? sql.statementTokens(statement).first : 0;
  const last = statement ? Math.min(first + 1, sql.statementTokens(statement).last) : 0;
  report.add({
    code: 'not-a-definition',
    severity: 'error',
    ...(statement ? explain(statement.node) : { message: 'the file holds no statement', help: example }),
    span: sql.span(sql.tokens[first]?.start ?? 0, sql.tokens[last]?.end ?? 0),
    why: 'A definition file declares one TVIEW by a SELECT, from which everything else is derived.',
  });
}

function explain(node: Node): { readonly message: string; readonly help: string } {
  if ('ViewStmt' in node) return viewHelp('CREATE VIEW', node.ViewStmt.view);
  if ('CreateTableAsStmt' in node) return viewHelp('CREATE MATERIALIZED VIEW', node.CreateTableAsStmt.into?.rel);
  if ('CreateStmt' in node) {
    return {
      message: 'CREATE TABLE with a list of columns does not say where the rows come from',
      help: `${example}: the columns and their types follow from the SELECT`,
    };
  }
  return { message: 'the file declares no TVIEW', help: example };
}

function viewHelp(statement: string, relation: RangeVar | undefined): { message: string; help: string } {
  const entity = (relation?.relname ?? '<entity>').replace(/^(?:tv|v|mv)_/, '');
  return {
    message: `${statement} does not declare a TVIEW`,
    help: `write CREATE TVIEW tv_${entity} AS …: tviews creates the backing view v_${entity} itself`,
  };
}

/** Reports SELECT … INTO, which creates a table of its own; INTO belongs to the leftmost branch of a UNION. */
export function reportInto(select: SelectStmt, sql: SqlText, report: Report): void {
  let leftmost = select;
  while (leftmost.larg !== undefined) leftmost = leftmost.larg;
  const relation = leftmost.intoClause?.rel;
  if (relation === undefined) return;
  report.add({
    code: 'not-a-definition',
    severity: 'error',
    message: 'SELECT INTO does not declare a TVIEW',
    span: sql.nameSpan(relation.location) ?? sql.span(0, 0),
    why: 'The SELECT becomes the backing view as it stands, and a view cannot hold INTO.',
    help: `write CREATE TVIEW ${relation.relname ?? 'tv_<entity>'} AS in front of the SELECT, and leave INTO out`,
  });
}
