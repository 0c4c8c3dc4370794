import { createRoles, loadSchema } from '../catalog/load-schema.ts';
import type { RunQuery } from '../database/run-query.ts';
import type { EmittedFile } from '../emit/types.ts';
import type { SqlStatement } from '../sql/statements.ts';

/** A database that holds a schema and nothing that anybody would miss. */
export interface Scratch {
  /** Runs statements one at a time, as a superuser. */
  readonly run: RunQuery;
  /** Creates the roles that statements name and that are missing. */
  createRoles(statements: readonly SqlStatement[]): Promise<void>;
  /** Puts the files of an extension where CREATE EXTENSION looks for them. */
  addExtension(files: readonly EmittedFile[]): Promise<void>;
  /** Removes the database and whatever came with it; more than one call does no harm. */
  close(): Promise<void>;
}

/** Loads a schema into a PostgreSQL inside this process. Throws `StatementFailed`. */
export async function openInProcess(statements: readonly SqlStatement[]): Promise<Scratch> {
  const loaded = await loadSchema(statements);
  let closed: Promise<void> | undefined;
  return {
    run: loaded.run,
    createRoles: async (more) => {
      for (const { tree } of more) await createRoles(loaded.run, tree, () => {});
    },
    addExtension: async (files) => {
      for (const { path, text } of files) loaded.addExtensionFile(path, text);
    },
    close: () => {
      closed ??= loaded.close();
      return closed;
    },
  };
}
