import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDefinitions } from '../../src/source/read-definitions.ts';
import type { SourceFile } from '../../src/source/types.ts';

/** A folder below `schemas/`: base tables, and TVIEWs over them. */
export interface StressSchema {
  readonly name: string;
  readonly schemaSql: string;
  readonly definitions: readonly SourceFile[];
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
  return { name, schemaSql: await readFile(join(directory, 'schema.sql'), 'utf8'), definitions: sources };
}
