import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDefinitions } from '../../src/source/read-definitions.ts';
import type { SourceFile } from '../../src/source/types.ts';

/** A folder below `schemas/`: base tables, and TVIEWs over them. */
export interface StressSchema {
  readonly name: string;
  readonly schemaSql: string;
  readonly definitions: readonly SourceFile[];
  /** What is done once the TVIEWs are there. */
  readonly installedSql: string;
}

const folder = join(import.meta.dirname, 'schemas');

/** The names of all schemas, sorted. */
export async function listSchemas(): Promise<readonly string[]> {
  return (await readdir(folder)).sort();
}

/** Reads the schema of that name. */
export async function readSchema(name: string): Promise<StressSchema> {
  const directory = join(folder, name);
  const { sources, diagnostics } = await readDefinitions(join(directory, 'tviews'), directory);
  if (diagnostics.length > 0) throw new Error(`${name}: ${JSON.stringify(diagnostics)}`);
  const read = (file: string) => readFile(join(directory, file), 'utf8');
  const hasMore = (await readdir(directory)).includes('installed.sql');
  return {
    name,
    schemaSql: await read('schema.sql'),
    definitions: sources,
    installedSql: hasMore ? await read('installed.sql') : '',
  };
}
