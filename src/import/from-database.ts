import type { RunQuery } from '../database/run-query.ts';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import { loadParser } from '../parse/parse-definition.ts';
import { quoteLiteral } from '../sql/identifiers.ts';
import { draftRelation } from './draft-relation.ts';
import { tviewNameFor, writtenName } from './names.ts';
import { type DatabaseRelation, parseRelation, relationQuery } from './relation-query.ts';
import { retarget } from './retarget.ts';
import type { Draft } from './types.ts';

/** Which views are imported, and where their TVIEWs go. */
export interface ViewSelection {
  /** Names of views and materialized views, as in SQL. */
  readonly names: readonly string[];
  /** All materialized views. */
  readonly matviews: boolean;
  readonly defaultSchema: string;
  /** The TVIEW's name, for one view; else it is made from the view's. */
  readonly as?: string | undefined;
  /** The schema of the TVIEWs; else that of the view. */
  readonly tviewSchema?: string | undefined;
}

/**
 * Drafts definitions of views and materialized views. A materialized view that is read by another one of them is
 * replaced by its TVIEW there. Throws `CannotRun` where a name is no view's.
 */
export async function draftViews(run: RunQuery, selection: ViewSelection): Promise<readonly Draft[]> {
  const { defaultSchema, tviewSchema } = selection;
  await loadParser();
  const found = await readRelations(run, selection);
  const relations = found.map((relation) => ({
    relation,
    tview: { schema: tviewSchema ?? relation.schema, name: selection.as ?? tviewNameFor(relation.name) },
  }));
  const replacements = relations
    .filter(({ relation }) => relation.kind === 'm')
    .map(({ relation: { schema, name }, tview }) => ({
      relation: { schema, name },
      by: writtenName(tview, defaultSchema),
    }));
  return relations.map(({ relation, tview }) => {
    const { schema, name, kind, select } = relation;
    return draftRelation(relation, {
      source: {
        kind: kind === 'm' ? 'materialized view' : 'view',
        shown: writtenName({ schema, name }, defaultSchema),
        relation: { schema, name },
      },
      tview,
      // The text is PostgreSQL's, and kept as it is but for its frame: a line break inside may belong to a literal.
      select: retarget((select ?? '').trimStart().replace(/;$/, ''), replacements, defaultSchema),
      defaultSchema,
    });
  });
}

async function readRelations(run: RunQuery, { names, matviews }: ViewSelection): Promise<readonly DatabaseRelation[]> {
  const named: string[] = [];
  for (const name of names) named.push(await findView(run, name));
  const all = matviews ? (await run(materializedViews)).map(({ oid }) => String(oid)) : [];
  const relations: DatabaseRelation[] = [];
  for (const oid of new Set([...named, ...all])) relations.push(await readRelation(run, oid));
  return relations;
}

/** Reads one relation by its OID. */
export async function readRelation(run: RunQuery, oid: string): Promise<DatabaseRelation> {
  return parseRelation((await run(relationQuery(oid)))[0]);
}

const materializedViews = `
  SELECT c.oid::text AS oid
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'm' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_depend d
      WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`;

async function findView(run: RunQuery, name: string): Promise<string> {
  const rows = await run(
    `SELECT c.oid::text AS oid, c.relkind::text AS kind
    FROM pg_catalog.pg_class c WHERE c.oid = pg_catalog.to_regclass(${quoteLiteral(name)})`,
  ).catch((error: unknown) => {
    // invalid_name, syntax_error
    const code = (error as { readonly code?: string }).code;
    if (code !== '42602' && code !== '42601') throw error;
    throw notFound(name, `“${name}” is not the name of a view`);
  });
  const [row] = rows;
  if (row === undefined) throw notFound(name, `relation "${name}" does not exist`);
  if (row.kind === 'v' || row.kind === 'm') return String(row.oid);
  throw notFound(name, `"${name}" is not a view or materialized view`);
}

function notFound(name: string, message: string): CannotRun {
  return new CannotRun({
    code: 'cannot-import',
    message,
    help: name.startsWith('tv_')
      ? 'for what pg_tviews maintains, give --from-pg-tviews instead of a name'
      : 'write its name as in SQL, with its schema where the search_path does not lead there: app.mv_post',
  });
}
