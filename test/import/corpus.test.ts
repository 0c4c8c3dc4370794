import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Report } from '../../src/diagnostics/diagnostic.ts';
import { loadParser, parseDefinition } from '../../src/parse/parse-definition.ts';
import type { ParsedDefinition } from '../../src/parse/types.ts';
import { quoteIdentifier } from '../../src/sql/identifiers.ts';
import { readKnownGaps } from '../corpus/known-gaps.ts';
import { type CorpusEntry, readCorpora } from '../corpus/read-corpus.ts';
import { testServers } from '../support/postgres.ts';
import { createImportProject, type ImportProject } from './import-project.ts';

const corpora = await readCorpora();
const gaps = await readKnownGaps();

/**
 * What the compiler follows as it was written, and not as PostgreSQL prints it: a literal with a cast in the proof of a
 * key, a named path of JSON_TABLE, a subquery that is repeated in GROUP BY.
 */
const refusedAsPrinted = ['shop/json_table_joined', 'shop/row_is_distinct', 'shop/subquery_in_group_by'];

/** What an import can bring along of a definition: its SELECT, and its key by a unique index. */
function isImportable({ annotations, schema }: ParsedDefinition): boolean {
  const { onChange, reads, refreshManually, parkErrors } = annotations;
  return onChange.length + reads.length === 0 && !refreshManually && !parkErrors && schema === undefined;
}

/** Makes a materialized view of a definition that stands alone; whether the server's major can. */
async function materialize(client: Client, { file, text, expectation, reads, id }: CorpusEntry): Promise<boolean> {
  if (expectation.kind !== 'maintained' || reads.length > 0 || gaps.has(id)) return false;
  const definition = parseDefinition({ file, text }, new Report());
  if (definition === undefined || !isImportable(definition)) return false;
  const name = quoteIdentifier(definition.name.replace(/^tv_/, 'mv_'));
  const key = definition.annotations.key?.columns.map(quoteIdentifier).join(', ');
  const index = key === undefined ? '' : `CREATE UNIQUE INDEX ON ${name} (${key})`;
  const created = client.query(`CREATE MATERIALIZED VIEW ${name} AS ${definition.select}\nWITH NO DATA; ${index}`);
  return created.then(
    () => true,
    () => false,
  );
}

/** How PostgreSQL prints a SELECT once more. */
async function reprint(client: Client, select: string): Promise<string> {
  await client.query(`CREATE TEMPORARY VIEW reprinted AS ${select}`);
  const { rows } = await client.query("SELECT pg_get_viewdef('reprinted'::regclass) AS text");
  await client.query('DROP VIEW reprinted');
  return rows[0].text;
}

// On the newest server alone, as it takes a minute.
describe.skipIf(testServers().length === 0).each(corpora)('materialized views over $schema', (corpus) => {
  let project: ImportProject;
  const imported: string[] = [];

  beforeAll(async () => {
    const server = testServers().at(-1);
    if (server === undefined) return;
    await loadParser();
    project = await createImportProject(server, corpus.schemaSql);
    for (const entry of corpus.entries) if (await materialize(project.database.client, entry)) imported.push(entry.id);
  }, 120_000);
  afterAll(() => project.drop());

  test('are accepted like the definitions that they were made of, and mean the same', {
    timeout: 300_000,
  }, async () => {
    const { client } = project.database;
    const { stdout } = await project.run(['import', '--from-matviews', '--json']);
    const { files } = JSON.parse(stdout).result;
    const refused = files.filter((file: { refused: boolean }) => file.refused);
    expect(refused.map(({ path }: { path: string }) => path).sort()).toEqual(
      refusedAsPrinted
        .filter((id) => imported.includes(id))
        .map((id) => id.replace(/.*\//, 'tviews/tv_').concat('.sql')),
    );
    expect(files.length).toBeGreaterThanOrEqual(imported.length);
    for (const { path, source } of files) {
      const definition = parseDefinition({ file: path, text: project.read(path) }, new Report());
      const { rows } = await client.query('SELECT pg_get_viewdef($1::regclass) AS text', [source.name]);
      expect(await reprint(client, definition?.select ?? ''), path).toBe(await reprint(client, rows[0].text));
    }
  });
});
