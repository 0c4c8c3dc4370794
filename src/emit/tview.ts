import type { Plan, PlannedTview } from '../plan/types.ts';
import { quoteIdentifier, quoteLiteral, quoteQualified } from '../sql/identifiers.ts';
import { drainModel } from './drain.ts';
import { render } from './render.ts';
import { columnList, columnOf, heldAs, inArray, inComment, numbered, pins, sameKey } from './sql.ts';

/** The view-model of one TVIEW: its objects, and the functions that keep them. */
export function tviewModel(tview: PlannedTview, plan: Plan) {
  const columns = columnList(tview.columns.map(({ name }) => name));
  const inSchema = (name: string): string => quoteQualified({ schema: plan.extension.schema, name });
  return {
    position: tview.position,
    tview: quoteQualified(tview.tview),
    tviewText: quoteLiteral(quoteQualified(tview.tview)),
    backingView: quoteQualified(tview.backingView),
    backingViewText: quoteLiteral(quoteQualified(tview.backingView)),
    title: inComment(quoteQualified(tview.tview)),
    viewTitle: inComment(quoteQualified(tview.backingView)),
    keyTitle: inComment(tview.key.map(({ name }) => name).join(', ')),
    columns,
    columnsText: quoteLiteral(columns),
    select: tview.select,
    keyConstraintText: quoteLiteral(keyConstraint(tview)),
    equipment: equipment(tview),
    activate: inSchema(tview.parts.activate),
    activateText: quoteLiteral(tview.parts.activate),
    equip: inSchema(tview.parts.equip),
    equipText: quoteLiteral(tview.parts.equip),
    drain: inSchema(tview.functions.drain),
    refresh: inSchema(tview.functions.refresh),
    rebuild: inSchema(tview.functions.rebuild),
    pins: pins(plan.searchPath, plan.settings),
    parks: tview.parksErrors,
    keyed: tview.routes.length > 0,
    ...refreshModel(tview),
    ...drainModel(tview, quoteIdentifier(plan.extension.schema)),
  };
}

/** What the user says about a TVIEW, then the indexes that its readers need where the user has brought none. */
function equipment({ tview, statements, indexes }: PlannedTview) {
  return [
    ...statements.map(({ text, undo }) => ({
      text,
      undo: undo === undefined ? 'NULL' : quoteLiteral(undo),
      unlessIndexed: 'NULL',
      reason: '',
    })),
    ...indexes.map(({ columns, method, reason }) => ({
      text: `CREATE INDEX ON ${quoteQualified(tview)} USING ${method} (${columnList(columns)})`,
      undo: 'NULL',
      unlessIndexed: quoteLiteral(columns[0] ?? ''),
      reason: inComment(reason),
    })),
  ];
}

function keyConstraint({ key }: PlannedTview): string {
  const columns = columnList(key.map(({ name }) => name));
  return key.some(({ nullable }) => nullable) ? `UNIQUE NULLS NOT DISTINCT (${columns})` : `PRIMARY KEY (${columns})`;
}

/** The rows that arrays of keys stand for, as an item of FROM without alias. */
function keyRows(key: PlannedTview['key'], arrays: readonly string[], alias = ''): string {
  const rows = `unnest(${arrays.join(', ')})`;
  if (!key.some(({ asText }) => asText)) return rows;
  const columns = key.map(({ name, type, asText }) => {
    const held = columnOf('held', name);
    return asText ? `${held}::${type} AS ${quoteIdentifier(name)}` : held;
  });
  return `(SELECT ${columns.join(', ')} FROM ${rows} AS held (${columnList(key.map(({ name }) => name))}))${alias}`;
}

function refreshModel({ key, keyProven, lookedUpEach, replaceRows, tview, backingView, ...planned }: PlannedTview) {
  const columns = planned.columns.map(({ name }) => name);
  const names = key.map(({ name }) => name);
  const parameters = numbered(freeName('p_keys', columns), key.length);
  const gone = numbered(freeName('v_gone', columns), key.length);
  const written = columns.filter((name) => key.find((column) => column.name === name)?.rewrite ?? true);
  const model = {
    parameters: key.map((column, index) => `${parameters[index]} ${heldAs(column)}[]`).join(', '),
    arguments: parameters.join(', '),
    keyAliases: columnList(names),
    keyColumns: columnList(names),
    keyOfK: columnList(names, 'k'),
    keyProven,
    viewColumns: columnList(columns, 'v'),
    deleteMatch: sameKey(key, 't', 'k'),
    existsMatch: sameKey(key, 'v', 't'),
    viewMatch: sameKey(key, 'v', 'k'),
    distinctKey: distinctKey(key),
    freshKey: columnList(names, 'fresh'),
    rebuildKey: columnList(names, 't'),
    rebuildViewKey: columnList(names, 'v'),
    replaceRows,
    gone: key.map((column, index) => ({ variable: gone[index] ?? '', type: heldAs(column) })),
    firstGone: gone[0] ?? '',
    goneVariables: gone.join(', '),
    collectGone: key.map((column) => `array_agg(${inArray(columnOf('gone', column.name), column)})`).join(', '),
    keyRows: keyRows(key, parameters),
    // Before PostgreSQL 16 a query in FROM needs a name.
    keyRowsNamed: keyRows(key, parameters, ' AS held'),
    goneRows: keyRows(key, gone),
    drainKeyRows: keyRows(key, numbered('v_keys', key.length)),
    drainKeyRowsNamed: keyRows(key, numbered('v_keys', key.length), ' AS held'),
    lookUpEach: lookedUpEach > 0,
    isFew: `cardinality(${parameters[0]}) <= ${lookedUpEach}`,
    // `*<>` compares the stored bytes: it sees 1.0 become 1.00, and compares types that have no equality.
    assignments: replaceRows
      ? ''
      : written.map((name) => `${quoteIdentifier(name)} = ${columnOf('excluded', name)}`).join(', '),
  };
  const write = (oneByOne: boolean): string =>
    render('objects/write-fresh.sql.hbs', {
      ...{
        ...model,
        tview: quoteQualified(tview),
        backingView: quoteQualified(backingView),
        columns: columnList(columns),
      },
      ...{ oneByOne, always: lookedUpEach === 0 },
    }).trimEnd();
  return {
    ...model,
    writeEach: indented(write(true)),
    writeAll: lookedUpEach > 0 ? indented(write(false)) : write(false),
  };
}

function indented(text: string): string {
  return text.replaceAll(/(?<=^|\n)(?=[^\n])/g, '  ');
}

/** A name for a parameter or variable that no column has. */
function freeName(name: string, columns: readonly string[]): string {
  return columns.some((column) => column.startsWith(name)) ? freeName(`${name}_`, columns) : name;
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
