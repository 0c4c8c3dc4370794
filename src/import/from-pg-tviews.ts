import { z } from 'zod';
import type { RunQuery } from '../database/run-query.ts';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import { GrammarError } from '../parse/grammar.ts';
import { selectOf } from '../parse/nodes.ts';
import { loadParser } from '../parse/parse-definition.ts';
import { SqlText } from '../parse/sql-text.ts';
import { nameKey, type QualifiedName, quoteIdentifier } from '../sql/identifiers.ts';
import { draftRelation } from './draft-relation.ts';
import { readRelation } from './from-database.ts';
import { backingViewOf, writtenName } from './names.ts';
import { type Replacement, retarget } from './retarget.ts';
import type { Draft, LeftOut } from './types.ts';

/** Where TVIEWs of pg_tviews go: `tviewSchema`, or else the schema that they are in. */
export interface PgTviewsSettings {
  readonly defaultSchema: string;
  readonly tviewSchema?: string | undefined;
}

const metaSchema = z.object({
  name: z.string(),
  definition: z.string(),
  /** Null where the table is not there. */
  table: z.string().nullable(),
  /** Its backing view, where that is there. */
  view: z.object({ schema: z.string(), name: z.string() }).nullable(),
  /** The columns of the table that the backing view lacks. */
  extra: z.array(z.string()),
});
type Meta = z.infer<typeof metaSchema>;

/** A draft with the view that pg_tviews has for it. */
interface PgTviewsDraft {
  readonly draft: Draft;
  readonly view: QualifiedName | null;
}

/**
 * Drafts definitions of all that pg_tviews maintains in a database, by its view `tviews.registry`, or by its table
 * `pg_tview_meta` where it is older than that view. Throws `CannotRun` where there is neither.
 */
export async function draftPgTviews(run: RunQuery, settings: PgTviewsSettings): Promise<readonly Draft[]> {
  await loadParser();
  const [place] = await run(registrations);
  if (place === undefined) {
    throw new CannotRun({
      code: 'cannot-import',
      message: 'the database has neither tviews.registry nor a table pg_tview_meta, where pg_tviews keeps definitions',
      help: 'connect to the database in which pg_tviews is installed, or import the files that hold the definitions',
    });
  }
  const [schema, name] = [String(place.schema), String(place.name)];
  const rows = name === 'registry' ? registered(schema) : inMetadata(schema);
  const found: PgTviewsDraft[] = [];
  for (const row of await run(withColumns(rows)).catch((error) => Promise.reject(otherColumns(error, name)))) {
    const meta = metaSchema.parse(row.meta);
    found.push({ draft: await draft(run, meta, settings), view: meta.view });
  }
  const { defaultSchema } = settings;
  const replaced = found.flatMap((each) => replacedRelations(each, defaultSchema));
  return found.map((each) => ({
    ...each.draft,
    select: retargetIfReadable(each.draft.select, replaced, defaultSchema),
  }));
}

function otherColumns(error: unknown, name: string): unknown {
  // undefined_column
  if (!(error instanceof Error) || !('code' in error) || error.code !== '42703') return error;
  const help = 'import the files that hold the definitions instead';
  const message = `${name} is not that of a pg_tviews that is known: ${error.message}`;
  return new CannotRun({ code: 'cannot-import', message, help }, { cause: error });
}

/** TVIEWs read each other, and each other's backing views, and not those of pg_tviews, which are to go. */
function replacedRelations({ draft: { source, tview }, view }: PgTviewsDraft, defaultSchema: string): Replacement[] {
  const pairs = [
    [source.relation, tview],
    [view, backingViewOf(tview)],
  ] as const;
  return pairs.flatMap(([from, to]) =>
    from && to && nameKey(from) !== nameKey(to) ? [{ relation: from, by: writtenName(to, defaultSchema) }] : [],
  );
}

function retargetIfReadable(select: string, moved: readonly Replacement[], defaultSchema: string): string {
  try {
    return retarget(select, moved, defaultSchema);
  } catch (error) {
    if (error instanceof GrammarError) return select;
    throw error;
  }
}

async function draft(
  run: RunQuery,
  { name, definition, table, extra }: Meta,
  { defaultSchema, tviewSchema }: PgTviewsSettings,
): Promise<Draft> {
  const select = onlySelect(definition);
  if (table === null) {
    const tview = { schema: tviewSchema ?? defaultSchema, name };
    const why = 'The database has no table of this name.';
    return {
      source: { kind: 'pg_tviews', shown: writtenName({ schema: defaultSchema, name }, defaultSchema) },
      tview,
      select,
      statements: [],
      leftOut: [{ what: 'indexes, rights and comments', why }],
      readsViews: [],
      readBy: [],
    };
  }
  const relation = await readRelation(run, table);
  const found = { schema: relation.schema, name: relation.name };
  const drafted = draftRelation(relation, {
    source: { kind: 'pg_tviews', shown: writtenName(found, defaultSchema), relation: found },
    tview: { schema: tviewSchema ?? relation.schema, name: relation.name },
    select,
    defaultSchema,
    extraColumns: extra,
  });
  return { ...drafted, leftOut: [...lostColumns(extra), ...drafted.leftOut] };
}

function lostColumns(extra: readonly string[]): LeftOut[] {
  if (extra.length === 0) return [];
  return [
    {
      what: `the column${extra.length > 1 ? 's' : ''} ${extra.join(', ')}`,
      why: 'pg_tviews adds what the SELECT does not return; a TVIEW holds what its SELECT returns, and nothing else.',
      help: 'return such columns from the base table, where somebody reads them',
    },
  ];
}

/** The SELECT without what stands behind it; a text that is none is kept, and refused by the compiler in its words. */
function onlySelect(definition: string): string {
  const text = definition.trim();
  try {
    const sql = new SqlText('', text);
    const [statement, ...others] = sql.statements;
    if (statement === undefined || others.length > 0 || selectOf(statement.node) === undefined) return text;
    const { first, last } = sql.statementTokens(statement);
    return sql.textBetween(first, last);
  } catch (error) {
    if (!(error instanceof GrammarError)) throw error;
    return text.replace(/;$/, '');
  }
}

/** What is found first counts: the view, then the table in the extension's schema, then one that a restore has left. */
const registrations = `
  SELECT n.nspname AS schema, c.relname AS name
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE (c.relname = 'registry' AND c.relkind = 'v' AND n.nspname = 'tviews')
    OR (c.relname = 'pg_tview_meta' AND c.relkind = 'r')
  ORDER BY c.relname = 'registry' DESC, EXISTS (
      SELECT FROM pg_catalog.pg_extension e WHERE e.extname = 'pg_tviews' AND e.extnamespace = n.oid
    ) DESC, pg_catalog.pg_table_is_visible(c.oid) DESC, n.nspname COLLATE "C"
  LIMIT 1`;

/** By the contract for tools of pg_tviews 0.1.0-beta.20 to beta.31, whose version is 1 or 2. */
function registered(schema: string): string {
  return `
    SELECT r.name, r.query AS definition, c.oid AS table_oid, r.view::oid AS view_oid
    FROM ${quoteIdentifier(schema)}.registry r
    LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = r.schema
    LEFT JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = r.name`;
}

/**
 * By the table itself. It stores OIDs, which mean other relations, or none, once the database was restored from a dump: a
 * relation counts only if it has the name that pg_tviews gives it, and is looked up by that name otherwise.
 */
function inMetadata(schema: string): string {
  return `
    SELECT 'tv_' || m.entity AS name, m.definition, t.oid AS table_oid, v.oid AS view_oid
    FROM ${quoteIdentifier(schema)}.pg_tview_meta m
    LEFT JOIN LATERAL (
      SELECT c.oid, c.relnamespace
      FROM pg_catalog.pg_class c
      WHERE c.relkind IN ('r', 'p') AND c.relname = 'tv_' || m.entity
        AND (c.oid = m.table_oid OR c.oid = pg_catalog.to_regclass(pg_catalog.quote_ident('tv_' || m.entity)))
      ORDER BY c.oid = m.table_oid DESC
      LIMIT 1
    ) t ON true
    LEFT JOIN pg_catalog.pg_class v
      ON v.relkind = 'v' AND v.relnamespace = t.relnamespace AND v.relname = 'v_' || m.entity`;
}

function withColumns(registrationQuery: string): string {
  return `
    SELECT jsonb_build_object(
      'name', r.name, 'definition', r.definition, 'table', r.table_oid::text,
      'view', CASE WHEN v.oid IS NOT NULL THEN jsonb_build_object('schema', n.nspname, 'name', v.relname) END,
      'extra', (
        SELECT coalesce(jsonb_agg(a.attname ORDER BY a.attnum), '[]')
        FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = r.table_oid AND v.oid IS NOT NULL AND a.attnum > 0 AND NOT a.attisdropped
          AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_attribute b
            WHERE b.attrelid = v.oid AND b.attnum > 0 AND b.attname = a.attname))
    ) AS meta
    FROM (${registrationQuery}) r
    LEFT JOIN pg_catalog.pg_class v ON v.oid = r.view_oid
    LEFT JOIN pg_catalog.pg_namespace n ON n.oid = v.relnamespace
    ORDER BY r.name COLLATE "C"`;
}
