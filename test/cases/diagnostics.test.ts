import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, test } from 'vitest';
import { locateIn } from '../../src/diagnostics/locate.ts';
import { createColors } from '../../src/diagnostics/render/colors.ts';
import { renderFindings } from '../../src/diagnostics/render/render.ts';
import { readDefinitions } from '../../src/source/read-definitions.ts';
import { type CaseRoles, compileFor, createCaseDatabase, createCaseRoles } from '../database/case-database.ts';
import { describeOnEachServer } from '../support/postgres.ts';
import { listDiagnosticCases } from './read-cases.ts';

const cases = await listDiagnosticCases();
const warnings = new Set([
  'diagnostics/key-not-unique',
  'diagnostics/missing-index',
  'diagnostics/row-security',
  'diagnostics/unordered-aggregate',
]);

describeOnEachServer('findings are printed as expected', (server) => {
  let roles: CaseRoles;

  beforeAll(async () => {
    roles = await createCaseRoles(server);
  });

  afterAll(() => roles.drop());

  test.concurrent.for(cases)('$name', async (folder, { expect }) => {
    const schemaSql = await readFile(join(folder.directory, 'schema.sql'), 'utf8');
    const read = await readDefinitions(join(folder.directory, 'tviews'), folder.directory);
    const { database } = await createCaseDatabase(server, roles, schemaSql);
    try {
      const compiled = await compileFor(database, read.sources, folder.extension);
      const printed = renderFindings('pretty', [...read.diagnostics, ...compiled.diagnostics], {
        locate: locateIn(read.sources),
        colors: createColors(false),
        toRepositoryPath: (file) => file,
      });
      await expect(printed).toMatchFileSnapshot(join(folder.directory, 'expected', 'diagnostics.txt'));
      expect(compiled.files.length > 0 && read.sources.length > 0, 'files are emitted').toBe(warnings.has(folder.name));
    } finally {
      await database.drop();
    }
  });
});
