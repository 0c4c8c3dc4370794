import { changedColumnsOf } from '../lineage/types.ts';
import type { Plan, PlannedSource, PlannedTview } from '../plan/types.ts';
import { quoteLiteral, quoteQualified } from '../sql/identifiers.ts';
import { sameKey } from './sql.ts';

/** The view-model of what was built, as the functions that compare it with the database look it up. */
export function inventoryModel({ tviews, sources }: Plan) {
  return { tviews: tviews.map(tviewEntry), sources: sources.map(sourceEntry) };
}

function tviewEntry({ position, tview, backingView, key, refreshedManually }: PlannedTview) {
  return {
    place: position,
    tviewText: quoteLiteral(quoteQualified(tview)),
    backingViewText: quoteLiteral(quoteQualified(backingView)),
    keyTexts: key.map(({ name }) => quoteLiteral(name)).join(', '),
    sameKeyText: quoteLiteral(sameKey(key, 'r', 'k')),
    manual: refreshedManually,
  };
}

function sourceEntry(source: PlannedSource) {
  return {
    sourceText: quoteLiteral(quoteQualified(source.source)),
    columnTexts: namedColumns(source).map(quoteLiteral).join(', '),
    triggerText: quoteLiteral(source.trigger),
    functionText: quoteLiteral(source.enqueueFunction),
    moveFunctionText: source.partitioned && source.as === 'source' ? quoteLiteral(source.moveFunction) : 'NULL',
    wholeFamily: source.as === 'source',
  };
}

/** The columns without which a trigger function fails, each once, sorted. */
function namedColumns({ readSets, entries }: PlannedSource): readonly string[] {
  const read = readSets.flatMap(({ columns }) => columns.map(({ name }) => name));
  const used = entries.flatMap(({ linkColumns, conditions }) => [
    ...linkColumns.map(({ name }) => name),
    ...conditions.flatMap(changedColumnsOf),
  ]);
  return [...new Set([...read, ...used])].sort();
}
