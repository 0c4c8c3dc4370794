import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import { catalogSchema } from './catalog-schema.ts';
import type { Catalog } from './types.ts';

/** Writes a catalog as JSON that is fit to be committed: equal catalogs give equal files. */
export async function saveCatalog(catalog: Catalog, file: string): Promise<void> {
  try {
    await writeFile(file, catalogText(catalog));
  } catch (error) {
    throw new CannotRun(
      { code: 'cannot-write', message: `cannot write the catalog to ${file}: ${messageOf(error)}` },
      { cause: error },
    );
  }
}

/** Reads what saveCatalog wrote. */
export async function loadCatalog(file: string): Promise<Catalog> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new CannotRun(
      { code: 'cannot-read', message: `cannot read the catalog ${file}: ${messageOf(error)}` },
      { cause: error },
    );
  }
  try {
    return parseCatalog(text);
  } catch (error) {
    throw new CannotRun(
      {
        code: 'catalog-unreadable',
        message: `${file} is not a catalog that this version of tviews can read: ${messageOf(error)}`,
        why: 'A damaged catalog would make the generated triggers miss changes.',
        help: 'Save the catalog again from the database or the schema file.',
      },
      { cause: error },
    );
  }
}

/** The catalog as text: members in the order of the types, two spaces, a line end at the end. */
export function catalogText(catalog: Catalog): string {
  return `${JSON.stringify(catalogSchema.parse(catalog), undefined, 2)}\n`;
}

/** Reads catalogText back; throws where the text is no catalog of this format. */
export function parseCatalog(text: string): Catalog {
  return catalogSchema.parse(JSON.parse(text));
}

function messageOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error).split('\n').join(' ');
  return error instanceof Error ? error.message : String(error);
}
