import { runOn, withClient } from '../../src/database/connect.ts';
import type { RunQuery } from '../../src/database/run-query.ts';
import { differences } from '../../src/prove/differences.ts';
import type { Schema } from './types.ts';
import { tviewOf, viewOf } from './variants.ts';

/** Beyond this many rows, equal sums of hashes spare the comparison row by row. */
const rowsToHash = 200_000;

/** Throws where a table of a database is not what its definition returns; the message says by whom and after what. */
export async function assertEqual(url: string, keptBy: string, schema: Schema, after: string): Promise<void> {
  await withClient(url, async (client) => {
    for (const definition of schema.definitions) {
      const [tview, view] = [tviewOf(definition), viewOf(definition)];
      const run = runOn(client);
      if (await haveEqualHashes(run, tview, view)) continue;
      const { onlyInTview, onlyInView } = await differences(run, tview, view);
      if (onlyInTview.length + onlyInView.length > 0)
        throw new Error(
          `${keptBy}: after "${after}", ${tview} has ${onlyInTview.length} rows that its definition does not return,` +
            ` and lacks ${onlyInView.length}; the first: ${onlyInTview[0] ?? 'none'}; ${onlyInView[0] ?? 'none'}`,
        );
    }
  });
}

async function haveEqualHashes(run: RunQuery, tview: string, view: string): Promise<boolean> {
  const [size] = await run(`SELECT reltuples FROM pg_class WHERE oid = '${tview}'::regclass`);
  if (Number(size?.reltuples) < rowsToHash) return false;
  const [columns] = await run(`
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attname) AS names FROM pg_attribute
    WHERE attrelid = '${tview}'::regclass AND attnum > 0 AND NOT attisdropped`);
  const sum = (relation: string) =>
    `(SELECT ROW(count(*), sum(hashtextextended(ROW(${columns?.names})::text, 0)::numeric)) FROM ${relation})`;
  const [compared] = await run(`SELECT ${sum(tview)} = ${sum(view)} AS equal`);
  return compared?.equal === true;
}
