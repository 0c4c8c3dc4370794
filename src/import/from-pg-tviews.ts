import { z } from 'zod';
import type { RunQuery } from '../database/run-query.ts';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import { GrammarError } from '../parse/grammar.ts';
import { selectOf } from '../parse/nodes.ts';
import { loadParser } from '../parse/parse-definition.ts';
import { SqlText } from '../parse/sql-text.ts';
import { quoteQualified } from '../sql/identifiers.ts';
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
  entity: z.string(),
  definition: z.string(),
  /** Null where the table is not there. */
  table: z.string().nullable(),
  /** The columns of the table that the backing view lacks. */
  extra: z.array(z.string()),
});
type Meta = z.infer<typeof metaSchema>;

/**
 * Drafts definitions of all that pg_tviews maintains in a database, by its table `pg_tview_meta`. Throws `CannotRun`
 * where there is none.
 */
export async function draftPgTviews(run: RunQuery, settings: PgTviewsSettings): Promise<readonly Draft[]> {
  await loadParser();
  const [place] = await run(metadataTable);
  if (place === undefined) {
    throw new CannotRun({
      code: 'cannot-import',
      message: 'the database has no table pg_tview_meta, in which pg_tviews keeps its definitions',
      help: 'connect to the database in which pg_tviews is installed, or import the files that hold the definitions',
    });
  }
  const table = quoteQualified({ schema: String(place.schema), name: 'pg_tview_meta' });
  const drafts: Draft[] = [];
  for (const row of await run(definitionsIn(table)).catch((error) => Promise.reject(otherColumns(error)))) {
    drafts.push(await draft(run, metaSchema.parse(row.meta), settings));
  }
  const moved = drafts.flatMap((each) => movedRelations(each, settings.defaultSchema));
  return drafts.map((each) => ({ ...each, select: retargetIfReadable(each.select, moved, settings.defaultSchema) }));
}

function otherColumns(error: unknown): unknown {
  // undefined_column
  if (!(error instanceof Error) || !('code' in error) || error.code !== '42703') return error;
  const help = 'import from a database with pg_tviews 0.1.0, or import the files that hold the definitions';
  const message = `the table pg_tview_meta is not that of a pg_tviews that is known: ${error.message}`;
  return new CannotRun({ code: 'cannot-import', message, help }, { cause: error });
}

/** In another schema, TVIEWs read each other there, and each other's backing views: not those that are to go. */
function movedRelations({ source, tview }: Draft, defaultSchema: string): Replacement[] {
  const { relation } = source;
  if (relation === undefined || relation.schema === tview.schema) return [];
  const pairs = [
    [relation, tview],
    [backingViewOf(relation), backingViewOf(tview)],
  ] as const;
  return pairs.flatMap(([from, to]) => (from && to ? [{ relation: from, by: writtenName(to, defaultSchema) }] : []));
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
  { entity, definition, table, extra }: Meta,
  { defaultSchema, tviewSchema }: PgTviewsSettings,
): Promise<Draft> {
  const select = onlySelect(definition);
  const name = `tv_${entity}`;
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

/** In the schema that the extension was created in, or where a restore without the extension has left it. */
const metadataTable = `
  SELECT n.nspname AS schema
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relname = 'pg_tview_meta' AND c.relkind = 'r'
  ORDER BY EXISTS (
      SELECT FROM pg_catalog.pg_extension e WHERE e.extname = 'pg_tviews' AND e.extnamespace = n.oid
    ) DESC, pg_catalog.pg_table_is_visible(c.oid) DESC, n.nspname COLLATE "C"
  LIMIT 1`;

/**
 * pg_tviews stores OIDs, which mean other relations, or none, once the database was restored from a dump: a table counts
 * only if it has the name that pg_tviews gives it, and is looked up by that name otherwise.
 */
function definitionsIn(table: string): string {
  return `
    SELECT jsonb_build_object('entity', m.entity, 'definition', m.definition, 'table', t.oid::text, 'extra', (
      SELECT coalesce(jsonb_agg(a.attname ORDER BY a.attnum), '[]')
      FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND EXISTS (
        SELECT FROM pg_catalog.pg_class v
        WHERE v.relkind = 'v' AND v.relnamespace = t.relnamespace AND v.relname = 'v_' || m.entity
          AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_attribute b
            WHERE b.attrelid = v.oid AND b.attnum > 0 AND b.attname = a.attname)))
    ) AS meta
    FROM ${table} m
    LEFT JOIN LATERAL (
      SELECT c.oid, c.relnamespace
      FROM pg_catalog.pg_class c
      WHERE c.relkind IN ('r', 'p') AND c.relname = 'tv_' || m.entity
        AND (c.oid = m.table_oid OR c.oid = pg_catalog.to_regclass(pg_catalog.quote_ident('tv_' || m.entity)))
      ORDER BY c.oid = m.table_oid DESC
      LIMIT 1
    ) t ON true
    ORDER BY m.entity COLLATE "C"`;
}
