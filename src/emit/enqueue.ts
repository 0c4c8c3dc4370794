import { changedColumnsOf } from '../lineage/types.ts';
import type { Plan, PlannedEntry, PlannedLink, PlannedLinkColumn, PlannedSource, ReadSet } from '../plan/types.ts';
import { quoteIdentifier, quoteLiteral, quoteQualified } from '../sql/identifiers.ts';
import { inConjunction, termWriter } from './join-step.ts';
import { columnList, columnOf, inComment, lockId, pins } from './sql.ts';

const union = '\n      UNION ALL\n';

/** The view-model of a trigger function: what each kind of statement on the source enqueues. */
export function enqueueModel(source: PlannedSource, plan: Plan) {
  const readSets = source.readSets.map((readSet, index) => ({
    readSet,
    ending: source.readSets.length === 1 ? '' : `_${index + 1}`,
  }));
  const qualified = { schema: plan.extension.schema, name: source.enqueueFunction };
  const write = entryWriter(source, plan);
  return {
    source: inComment(quoteQualified(source.source)),
    sourceText: quoteLiteral(quoteQualified(source.source)),
    function: quoteQualified(qualified),
    watch: quoteQualified({ schema: plan.extension.schema, name: source.part }),
    functionText: quoteLiteral(source.enqueueFunction),
    triggerText: quoteLiteral(source.trigger),
    // As in take_entries(): the queue is never to be scanned.
    pins: pins(plan.searchPath, source.pinSettings ? plan.settings : [], ['SET enable_seqscan = off']),
    links: source.entries.some(({ links }) => links.length > 0),
    readers: [...new Set(source.entries.map(({ position }) => position))].join(', '),
    entries: source.entries.map((entry) => write(entry, 'changed_rows', false)).join(union),
    wholeFamily: source.as === 'source',
    // Without the images' read columns every changed row counts, before and after.
    blindEntries:
      source.as === 'narrow-parent'
        ? source.entries.map((entry) => write(entry, '(TABLE old_rows UNION ALL TABLE new_rows)', true)).join(union)
        : '',
    moves: source.partitioned && source.as === 'source' ? movesModel(source, plan, write) : false,
    readSets: readSets.map(({ readSet, ending }) => ({
      tviews: inComment(readSet.tviews.join(', ')),
      columns: comparedColumns(readSet),
      before: `before${ending}`,
      after: `after${ending}`,
      changed: `changed${ending}`,
    })),
    updateEntries: readSets
      .flatMap(({ readSet, ending }) => readSet.entries.map((entry) => write(entry, `changed${ending}`, true)))
      .join(union),
  };
}

/** The view-model of the row triggers of a partitioned table. */
function movesModel(source: PlannedSource, plan: Plan, write: EntryWriter) {
  const { schema } = plan.extension;
  const of = (rows: string): string => source.entries.map((entry) => write(entry, rows, true)).join(union);
  return {
    function: quoteQualified({ schema, name: source.moveFunction }),
    functionText: quoteLiteral(source.moveFunction),
    arrived: of('(SELECT NEW.*)'),
    left: of('(SELECT OLD.*)'),
  };
}

/**
 * The columns whose change matters. EXCEPT compares by equality, which for some types overlooks a visible difference
 * (numeric 1.0 and 1.00) and for others does not exist (json): those are compared as they are written out, under a
 * collation of which the same is not true.
 */
function comparedColumns({ columns, wholeRow, entries }: ReadSet): string {
  const used = new Set(
    entries.flatMap(({ linkColumns, links, conditions }) => [
      ...linkColumns.map(({ name }) => name),
      ...links.flatMap((link) => link.columns),
      ...conditions.flatMap(changedColumnsOf),
    ]),
  );
  // A row read as a whole gains and loses columns with its table: it is named as a whole here too.
  const direct = columns.filter(({ name, exactEquality }) => (exactEquality && !wholeRow) || used.has(name));
  const written = columns.filter(({ exactEquality }) => wholeRow || !exactEquality).map(({ name }) => name);
  const text = wholeRow ? 'r' : `ROW (${columnList(written, 'r')})`;
  const shown = ({ name, hasEquality }: ReadSet['columns'][number]): string =>
    hasEquality ? columnOf('r', name) : `${columnOf('r', name)}::text AS ${quoteIdentifier(name)}`;
  const wholeText = `${text}::text COLLATE "C" AS "as text"`;
  return [...direct.map(shown), ...(written.length > 0 ? [wholeText] : [])].join(', ');
}

/** Values of a link column as text: cast together, or one by one where they might be arrays. */
function collected(link: PlannedLinkColumn, distinct: string): string {
  return link.castTogether
    ? `array_agg(${distinct}${columnOf('r', link.name)})::text[]`
    : `array_agg(${distinct}${asText(link)})`;
}

function asText({ name, byLook }: PlannedLinkColumn): string {
  return `${columnOf('r', name)}::text${byLook ? ' COLLATE "C"' : ''}`;
}

/** A row with a NULL field is not IS NOT NULL, but it is a value all the same. */
function isNotNull(column: string, composite: boolean): string {
  return `${column} IS ${composite ? 'DISTINCT FROM' : 'NOT'} NULL`;
}

/** A SELECT that returns one entry, or no row when nothing has changed. */
type EntryWriter = (entry: PlannedEntry, rows: string, bothImages: boolean) => string;

function entryWriter({ entries }: PlannedSource, { extension }: Plan): EntryWriter {
  const someLink = entries.some(({ links }) => links.length > 0);
  return (entry, rows, bothImages) => {
    const { position, route, links, width, conditions, notNull } = entry;
    const [only, ...others] = entry.linkColumns;
    const write = termWriter('r');
    const needed = [
      ...notNull.map(({ name, composite }) => isNotNull(columnOf('r', name), composite)),
      ...conditions.map((condition) => inConjunction(write(condition))),
    ];
    const where = needed.length > 0 ? ` WHERE ${[...new Set(needed)].join(' AND ')}` : '';
    const select = (keys: string, held: string, from: string): string =>
      [
        `      SELECT ${position}, ${quoteLiteral(route)}, ${keys}${someLink ? `,\n        ${held}` : ''}`,
        `      FROM ${from}`,
        '      HAVING count(*) > 0',
      ].join('\n');
    if (only === undefined) return select('NULL::text[]', 'NULL::bigint[]', `${rows} AS r`);
    const locks = links.map((link) => lockOf(link, extension.schema));
    if (others.length === 0) {
      const keys = collected(only, entry.unique && !bothImages ? '' : 'DISTINCT ');
      return select(width > 1 ? `ARRAY[${keys}]` : keys, lockArray(locks), `${rows} AS r${where}`);
    }
    // Types without an equality are told apart as text.
    const arrays = entry.linkColumns.map(({ name, castTogether }) =>
      castTogether ? `array_agg(${columnOf('r', name)})::text[]` : `array_agg(${columnOf('r', name)})`,
    );
    const names = entry.linkColumns.map((link) =>
      link.castTogether ? columnOf('r', link.name) : `${asText(link)} AS ${quoteIdentifier(link.name)}`,
    );
    const named = locks.map((lock, index) => `${lock} AS lock_${index + 1}`);
    const held = lockArray(locks.map((_, index) => `r.lock_${index + 1}`));
    const distinctRows = `(SELECT DISTINCT ${[...names, ...named].join(', ')} FROM ${rows} AS r${where}) AS r`;
    return select(`ARRAY[${arrays.join(', ')}]`, held, distinctRows);
  };
}

/** What a changed row is held by in a class. */
function lockOf({ number, columns }: PlannedLink, schema: string): string {
  return lockId(
    schema,
    number,
    columns.map((column) => columnOf('r', column)),
  );
}

function lockArray(locks: readonly string[]): string {
  return locks.length === 0
    ? 'NULL::bigint[]'
    : locks.map((lock) => `array_agg(DISTINCT ${lock})`).join('\n          || ');
}
