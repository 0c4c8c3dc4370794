import type { Plan, PlannedSource, PlannedTview } from '../plan/types.ts';
import { quoteLiteral, quoteQualified } from '../sql/identifiers.ts';
import { lineageEntries, lookupEntries } from './lineage.ts';
import { heldAs, sameKey } from './sql.ts';

/** The view-model of what was built, as the functions that compare it with the database look it up. */
export function inventoryModel({ extension, tviews, sources, constraints, lookups, unread }: Plan) {
  return {
    tviews: tviews.map((tview) => tviewEntry(tview, extension.schema)),
    sources: sources.map(sourceEntry),
    constraints: constraints.map(({ table, kind, columns }) => ({
      sourceText: quoteLiteral(quoteQualified(table)),
      kind,
      columnTexts: columns.map(quoteLiteral).join(', '),
    })),
    lineage: tviews.flatMap(lineageEntries),
    lookups: lookups.flatMap(lookupEntries),
    unreadTexts: unread.map((table) => quoteLiteral(quoteQualified(table))).join(', '),
  };
}

function tviewEntry(planned: PlannedTview, schema: string) {
  const { position, tview, backingView, key, refreshedManually } = planned;
  return {
    place: position,
    tviewText: quoteLiteral(quoteQualified(tview)),
    backingViewText: quoteLiteral(quoteQualified(backingView)),
    keyTexts: key.map(({ name }) => quoteLiteral(name)).join(', '),
    sameKeyText: quoteLiteral(sameKey(key, 'r', 'k')),
    manual: refreshedManually,
    parks: planned.parksErrors,
    replaces: planned.replaceRows,
    lookedUpEach: planned.lookedUpEach,
    keyObjectText: quoteLiteral(keyObject(key)),
    sourceTexts: planned.sources.map((source) => quoteLiteral(quoteQualified(source))).join(', '),
    activateText: quoteLiteral(planned.parts.activate),
    equipText: quoteLiteral(planned.parts.equip),
    functionTexts: createdFunctions(planned).map(quoteLiteral).join(', '),
    drainText: quoteLiteral(planned.functions.drain),
    refreshText: planned.routes.length > 0 ? quoteLiteral(refreshCall(planned, schema)) : 'NULL',
  };
}

function createdFunctions({ functions: { drain, refresh, rebuild }, routes }: PlannedTview): readonly string[] {
  return [drain, ...(routes.length > 0 ? [refresh] : []), rebuild];
}

/** The n-th of the keys that `$1` holds as texts, one row of it for each key column. */
function keyObject(key: PlannedTview['key']): string {
  const fields = key.flatMap(({ name, type }, index) => [quoteLiteral(name), `CAST($1[${index + 1}][n] AS ${type})`]);
  return `jsonb_build_object(${fields.join(', ')})`;
}

/** Refreshes those keys. */
function refreshCall({ key, functions }: PlannedTview, schema: string): string {
  const held = key.map((column, index) => `ARRAY(SELECT unnest($1[${index + 1}:${index + 1}]))::${heldAs(column)}[]`);
  return `${quoteQualified({ schema, name: functions.refresh })}(${held.join(', ')})`;
}

function sourceEntry(source: PlannedSource) {
  return {
    sourceText: quoteLiteral(quoteQualified(source.source)),
    columnTexts: source.columns.map(({ name }) => quoteLiteral(name)).join(', '),
    typeTexts: source.columns.map(({ type }) => (type === undefined ? 'NULL' : quoteLiteral(type))).join(', '),
    triggerText: quoteLiteral(source.trigger),
    functionText: quoteLiteral(source.enqueueFunction),
    moveFunctionText: source.partitioned && source.as === 'source' ? quoteLiteral(source.moveFunction) : 'NULL',
    wholeFamily: source.as === 'source',
    partText: quoteLiteral(source.part),
  };
}
