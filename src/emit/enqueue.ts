import type { Plan, PlannedEntry, PlannedSource, ReadSet } from '../plan/types.ts';
import { quoteIdentifier, quoteLiteral, quoteQualified } from '../sql/identifiers.ts';
import { columnList, columnOf, pins } from './sql.ts';

/** The view-model of a trigger function: what each kind of statement on the source enqueues. */
export function enqueueModel(source: PlannedSource, plan: Plan) {
  const qualified = { schema: plan.extension.schema, name: source.enqueueFunction };
  return {
    source: quoteQualified(source.source),
    sourceText: quoteLiteral(quoteQualified(source.source)),
    function: quoteQualified(qualified),
    functionText: quoteLiteral(source.enqueueFunction),
    triggerText: quoteLiteral(source.trigger),
    pins: pins(plan.searchPath, source.pinSettings ? plan.settings : []),
    readers: [...new Set(source.entries.map(({ position }) => position))].join(', '),
    entries: entriesFrom(source.entries, 'changed_rows', false),
    updates: source.readSets.map((readSet) => ({
      tviews: readSet.tviews.join(', '),
      columns: comparedColumns(readSet),
      entries: entriesFrom(readSet.entries, 'changed', true),
    })),
  };
}

/**
 * The columns whose change matters. EXCEPT compares by equality, which for some types overlooks a visible difference
 * (numeric 1.0 and 1.00) and for others does not exist (json): those are compared as text.
 */
function comparedColumns({ columns, entries }: ReadSet): string {
  const links = new Set(entries.flatMap(({ linkColumns }) => linkColumns));
  return columns
    .flatMap(({ name, exactEquality }) => {
      const column = columnOf('r', name);
      if (exactEquality) return [column];
      return links.has(name)
        ? [column, `${column}::text AS ${quoteIdentifier(`${name} as text`)}`]
        : [`${column}::text`];
    })
    .join(', ');
}

function entriesFrom(entries: readonly PlannedEntry[], rows: string, bothImages: boolean): string {
  return entries.map((entry) => `      ${entryFrom(entry, rows, bothImages)}`).join('\n      UNION ALL\n');
}

/** A SELECT that returns one entry, or no row when nothing has changed. */
function entryFrom(entry: PlannedEntry, rows: string, bothImages: boolean): string {
  const { position, route, linkColumns, width, notNull } = entry;
  const start = `SELECT ${position}, ${quoteLiteral(route)}, `;
  const end = 'HAVING count(*) > 0';
  const where =
    notNull.length > 0 ? ` WHERE ${notNull.map((name) => `${columnOf('r', name)} IS NOT NULL`).join(' AND ')}` : '';
  const [only, ...others] = linkColumns;
  if (only === undefined) return `${start}NULL::text[] FROM ${rows} AS r ${end}`;
  if (others.length === 0) {
    const distinct = entry.unique && !bothImages ? '' : 'DISTINCT ';
    const keys = `array_agg(${distinct}${columnOf('r', only)})::text[]`;
    return `${start}${width > 1 ? `ARRAY[${keys}]` : keys} FROM ${rows} AS r${where} ${end}`;
  }
  const arrays = linkColumns.map((name) => `array_agg(${columnOf('r', name)})::text[]`).join(', ');
  const distinctRows = `(SELECT DISTINCT ${columnList(linkColumns, 'r')} FROM ${rows} AS r${where}) AS r`;
  return `${start}ARRAY[${arrays}] FROM ${distinctRows} ${end}`;
}
