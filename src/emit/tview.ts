import type { Plan, PlannedTview } from '../plan/types.ts';
import { quoteIdentifier, quoteLiteral, quoteQualified } from '../sql/identifiers.ts';
import { drainModel } from './drain.ts';
import { columnList, columnOf, numbered, pins, sameKey } from './sql.ts';

/** The view-model of one TVIEW: its objects, and the functions that keep them. */
export function tviewModel(tview: PlannedTview, plan: Plan) {
  const inSchema = (name: string): string => quoteQualified({ schema: plan.extension.schema, name });
  return {
    position: tview.position,
    tview: quoteQualified(tview.tview),
    tviewText: quoteLiteral(quoteQualified(tview.tview)),
    backingView: quoteQualified(tview.backingView),
    title: quoteQualified(tview.tview),
    keyTitle: tview.key.map(({ name }) => name).join(', '),
    columns: columnList(tview.columns),
    select: tview.select,
    keyConstraintText: quoteLiteral(keyConstraint(tview)),
    indexes: tview.indexes.map(({ name, columns, reason }) => ({
      name: quoteIdentifier(name),
      columns: columnList(columns),
      reason,
    })),
    statements: tview.statements,
    drain: inSchema(tview.functions.drain),
    refresh: inSchema(tview.functions.refresh),
    rebuild: inSchema(tview.functions.rebuild),
    pins: pins(plan.searchPath, plan.settings),
    keyed: tview.routes.length > 0,
    ...refreshModel(tview),
    ...drainModel(tview),
  };
}

function keyConstraint({ key }: PlannedTview): string {
  const columns = columnList(key.map(({ name }) => name));
  return key.some(({ nullable }) => nullable) ? `UNIQUE NULLS NOT DISTINCT (${columns})` : `PRIMARY KEY (${columns})`;
}

function refreshModel({ key, columns, replaceRows }: PlannedTview) {
  const names = key.map(({ name }) => name);
  const parameters = numbered('p_keys', key.length);
  const written = columns.filter((name) => key.find((column) => column.name === name)?.rewrite ?? true);
  return {
    parameters: key.map(({ type }, index) => `${parameters[index]} ${type}[]`).join(', '),
    arguments: parameters.join(', '),
    keyAliases: columnList(names),
    keyColumns: columnList(names),
    viewColumns: columnList(columns, 'v'),
    deleteMatch: sameKey(key, 't', 'k'),
    existsMatch: sameKey(key, 'v', 't'),
    viewMatch: sameKey(key, 'v', 'k'),
    distinctKey: distinctKey(key),
    rebuildKey: columnList(names, 't'),
    rebuildViewKey: columnList(names, 'v'),
    replaceRows,
    firstParameter: parameters[0] ?? '',
    // `*<>` compares the stored bytes: it sees 1.0 become 1.00, and compares types that have no equality.
    assignments: replaceRows
      ? ''
      : written.map((name) => `${quoteIdentifier(name)} = ${columnOf('excluded', name)}`).join(', '),
  };
}

/**
 * Under a collation that takes different texts for equal, two keys of the queue can be one key of the TVIEW, which one
 * statement must not write twice.
 */
function distinctKey(key: PlannedTview['key']): string {
  const folded = key.some(({ type, rewrite }) => rewrite && ['text', 'character varying', 'bpchar'].includes(type));
  return folded
    ? `DISTINCT ON (${columnList(
        key.map(({ name }) => name),
        'v',
      )}) `
    : '';
}
