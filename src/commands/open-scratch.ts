import { blamingFile, readSchemaFile } from '../catalog/from-schema-file.ts';
import { StatementFailed } from '../catalog/load-schema.ts';
import { maskPassword } from '../database/connect.ts';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import { dumpSchema } from '../prove/dump-schema.ts';
import { openInProcess, type Scratch } from '../prove/scratch.ts';
import { openOnServer } from '../prove/scratch-on-server.ts';
import { displayPath } from '../source/display-path.ts';
import { type SqlStatement, splitStatements } from '../sql/statements.ts';
import type { ParsedProveSettings } from './prove-settings.ts';
import type { Context } from './verb.ts';

/** Makes the scratch copy that settings ask for. Throws `CannotRun` that says what the schema’s mistake is. */
export async function openScratch(
  { schemaSource, server, cwd }: ParsedProveSettings,
  { log, env, atInterrupt }: Pick<Context, 'log' | 'env' | 'atInterrupt'>,
): Promise<Scratch> {
  const open = (statements: readonly SqlStatement[]) => {
    log(`scratch copy: ${statements.length} statements, ${server ? maskPassword(server.url) : 'inside this process'}`);
    return server === undefined ? openInProcess(statements) : openOnServer({ ...server, atInterrupt }, statements);
  };
  if (schemaSource.kind === 'schema-file') {
    const file = displayPath(schemaSource.file, cwd);
    const source = await readSchemaFile(schemaSource.file);
    return blamingFile(file, source, async () => open(await splitStatements(source)));
  }
  try {
    return await open(await dumpSchema(schemaSource.url, env));
  } catch (error) {
    if (!(error instanceof StatementFailed)) throw error;
    throw new CannotRun(
      {
        code: 'cannot-prove',
        message: `the schema cannot be loaded into a scratch copy: ${error.message}`,
        why: `of what pg_dump wrote, this fails: ${error.statement.text.split('\n')[0]}`,
        help: 'make the copy on a server like the one of the database (--scratch-url), or give a schema file (--schema)',
      },
      { cause: error },
    );
  }
}
