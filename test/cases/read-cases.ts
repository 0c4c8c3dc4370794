import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDefinitions } from '../../src/source/read-definitions.ts';
import type { SourceFile } from '../../src/source/types.ts';

/** A case folder: `test/cases/<area>/<case>/`. */
export interface CaseFolder {
  /** `<area>/<case>` */
  readonly name: string;
  readonly directory: string;
  /** A name for the extension: that of the folder with underscores. */
  readonly extension: string;
}

/** What a case is made of, as text. */
export interface Case extends CaseFolder {
  readonly schemaSql: string;
  readonly definitions: readonly SourceFile[];
  readonly changesSql: string;
}

const diagnosticsArea = 'diagnostics';

/** The folders whose definitions compile, sorted by name. */
export async function listCases(): Promise<readonly CaseFolder[]> {
  const areas = (await listFolders(import.meta.dirname)).filter((area) => area !== diagnosticsArea);
  return (await Promise.all(areas.map(listArea))).flat();
}

/** The folders whose definitions are refused or warned about, sorted by name. */
export function listDiagnosticCases(): Promise<readonly CaseFolder[]> {
  return listArea(diagnosticsArea);
}

/** Reads a case of `listCases()`. */
export async function readCase(folder: CaseFolder): Promise<Case> {
  const read = (file: string) => readFile(join(folder.directory, file), 'utf8');
  const { sources, diagnostics } = await readDefinitions(join(folder.directory, 'tviews'), folder.directory);
  if (diagnostics.length > 0) throw new Error(`${folder.name}: ${JSON.stringify(diagnostics)}`);
  return {
    ...folder,
    schemaSql: await read('schema.sql'),
    definitions: sources,
    changesSql: await read('changes.sql'),
  };
}

async function listArea(area: string): Promise<readonly CaseFolder[]> {
  const cases = await listFolders(join(import.meta.dirname, area));
  return cases.map((name) => ({
    name: `${area}/${name}`,
    directory: join(import.meta.dirname, area, name),
    extension: name.replaceAll('-', '_'),
  }));
}

async function listFolders(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
