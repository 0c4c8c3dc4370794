import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readDefinitions } from '../../src/source/read-definitions.ts';
import {
  type CaseDatabase,
  type CaseRoles,
  createCaseDatabase,
  installDefinitions,
} from '../database/case-database.ts';
import type { TestServer } from '../support/postgres.ts';

const folder = fileURLToPath(new URL('../../examples/blog/', import.meta.url));

/** The blog of `examples/blog` in a database of its own, with its extension, owned by a role that is no superuser. */
export async function createBlog(server: TestServer, roles: CaseRoles): Promise<CaseDatabase> {
  const read = (file: string) => readFileSync(`${folder}${file}`, 'utf8');
  const blog = await createCaseDatabase(server, roles, read('schema.sql') + read('seed.sql'));
  const { sources } = await readDefinitions(`${folder}tviews`, folder);
  await installDefinitions(server, blog, sources);
  return blog;
}
