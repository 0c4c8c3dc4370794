import { z } from 'zod';
import { type QualifiedName, quoteIdentifier, quoteLiteral } from '../sql/identifiers.ts';
import { readDependencies, relationReadSchema } from './dependencies.ts';
import type { RunQuery } from './run-query.ts';

/** A definition as PostgreSQL shall look at it. */
export interface DescribeRequest {
  readonly select: string;
  readonly tview: QualifiedName;
  readonly backingView: QualifiedName;
  /** Later requests may read the TVIEW and its backing view, by their bare names. */
  readonly readable: boolean;
}

const rejectionSchema = z.strictObject({
  message: z.string(),
  /** Offset into the SELECT, in characters (code points). */
  position: z.int().optional(),
  detail: z.string().optional(),
  hint: z.string().optional(),
});

const acceptanceSchema = z.strictObject({
  columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
  reads: z.array(relationReadSchema),
});

const descriptionSchema = z.union([acceptanceSchema, z.strictObject({ rejection: rejectionSchema })]);

/** Descriptions as they are kept in a cache; null where none could be had. */
export const descriptionsSchema = z
  .array(descriptionSchema)
  .nullable()
  .transform((descriptions) => descriptions ?? undefined);

/** What PostgreSQL makes of a definition: the types of its columns and what it reads, or why it rejects it. */
export type Description = z.infer<typeof descriptionSchema>;
export type Acceptance = z.infer<typeof acceptanceSchema>;
export type Rejection = z.infer<typeof rejectionSchema>;

/** Lets a PostgreSQL that has the tables look at definitions, in dependency order; undefined where it may not. */
export type Describe = (requests: readonly DescribeRequest[]) => Promise<readonly Description[] | undefined>;

/**
 * Describes definitions by creating them as temporary views, in a transaction that is rolled back: PostgreSQL analyses
 * them, and runs nothing. Undefined where the session may not create temporary objects, as on a standby, or not see what is read.
 */
export async function describeDefinitions(
  run: RunQuery,
  requests: readonly DescribeRequest[],
): Promise<readonly Description[] | undefined> {
  const created: ('accepted' | Rejection)[] = [];
  await run('BEGIN');
  try {
    if (!(await mayCreate(run))) return undefined;
    for (const [index, request] of requests.entries()) {
      const outcome = await create(run, viewName(index), request);
      if (outcome === 'not allowed') return undefined;
      created.push(outcome);
    }
    // Last, because under this search_path, which makes types come with their schemas, no definition is read right.
    await run('SET LOCAL search_path = pg_catalog, pg_temp');
    const views = created.flatMap((outcome, index) => (outcome === 'accepted' ? [viewName(index)] : []));
    const reads = await readDependencies(run, views, requests);
    const descriptions: Description[] = [];
    for (const [index, outcome] of created.entries()) {
      const view = viewName(index);
      descriptions.push(
        outcome === 'accepted'
          ? { columns: await columnsOf(run, view), reads: [...(reads.get(view) ?? [])] }
          : { rejection: outcome },
      );
    }
    return descriptions;
  } finally {
    await run('ROLLBACK');
  }
}

async function mayCreate(run: RunQuery): Promise<boolean> {
  try {
    await run('CREATE TEMPORARY VIEW "tviews describes" AS SELECT');
    return true;
  } catch (error) {
    if (mayNotCreate.has((error as { code?: string }).code ?? '')) return false;
    throw error;
  }
}

/** insufficient_privilege, read_only_sql_transaction, feature_not_supported */
const mayNotCreate = new Set(['42501', '25006', '0A000']);

function viewName(index: number): string {
  return `tviews describes ${index + 1}`;
}

async function create(
  run: RunQuery,
  view: string,
  { select, tview, backingView, readable }: DescribeRequest,
): Promise<'accepted' | 'not allowed' | Rejection> {
  const head = `CREATE TEMPORARY VIEW ${quoteIdentifier(view)} AS SELECT * FROM (`;
  await run('SAVEPOINT definition');
  try {
    await run(`${head}${select}\n) AS definition`);
    // Tables stand in for what the definition declares: what reads one depends on it, and not on what is behind it.
    for (const { name } of readable ? [tview, backingView] : [])
      await run(`CREATE TEMPORARY TABLE ${quoteIdentifier(name)} (LIKE ${quoteIdentifier(view)})`);
    return 'accepted';
  } catch (error) {
    const failure = error as { code?: string; message: string; position?: string; detail?: string; hint?: string };
    if (failure.code === undefined) throw error;
    // What the definition reads stands in a schema that this role may not use; others may.
    if (failure.code === insufficientPrivilege) return 'not allowed';
    await run('ROLLBACK TO SAVEPOINT definition');
    const position = failure.position === undefined ? -1 : Number(failure.position) - 1 - [...head].length;
    return {
      message: failure.message,
      ...(position >= 0 && { position }),
      ...(failure.detail && { detail: failure.detail }),
      ...(failure.hint && { hint: failure.hint }),
    };
  }
}

const insufficientPrivilege = '42501';

async function columnsOf(run: RunQuery, view: string) {
  const rows = await run(
    `SELECT attname::text AS name, format_type(atttypid, -1) AS type
    FROM pg_attribute
    WHERE attrelid = ${quoteLiteral(`pg_temp.${quoteIdentifier(view)}`)}::regclass AND attnum > 0
    ORDER BY attnum`,
  );
  return rows.map(({ name, type }) => ({ name: String(name), type: String(type) }));
}
