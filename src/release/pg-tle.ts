import semver from 'semver';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import { render } from '../emit/render.ts';
import { freeTag } from '../emit/sql.ts';
import type { EmittedFile } from '../emit/types.ts';
import type { ExtensionIdentity } from '../plan/types.ts';
import { quoteLiteral } from '../sql/identifiers.ts';

/** A name that is not taken for one of the extension's scripts: `NAME--tle.sql` would install a version “tle”. */
export function tlePath(name: string): string {
  return `${name}.pg_tle.sql`;
}

/**
 * The scripts of an extension in one that registers them with pg_tle, for servers into whose folders nobody can put files.
 * Throws `CannotRun` where pg_tle would refuse them: it keeps a script as the text of a function, named like its file.
 */
export function tleFile(
  { name, version, schema }: ExtensionIdentity,
  description: string,
  scripts: readonly EmittedFile[],
): EmittedFile {
  for (const script of scripts) checkScript(script);
  const quote = `$${freeTag('script', scripts.map(({ text }) => text).join('\n'))}$`;
  const named = scripts
    .map(({ path, text }) => ({ ...versionsOf(path), script: `${quote}${text}${quote}` }))
    .sort((a, b) => semver.compare(a.from, b.from) || semver.compare(a.to, b.to));
  const versions = named.filter(({ from, to }) => from === to).map(({ to, script }) => ({ version: to, script }));
  return {
    path: tlePath(name),
    text: render('pg-tle.sql.hbs', {
      extension: name,
      version,
      schema,
      file: tlePath(name),
      description: quoteLiteral(description),
      versionList: versions.map((one) => one.version).join(', '),
      versions: versions.map((one, index) => ({ ...one, isFirst: index === 0 })),
      updates: named.filter(({ from, to }) => from !== to),
    }),
  };
}

/** The versions in a script's name; an install script leads from its version to itself. */
function versionsOf(path: string): { readonly from: string; readonly to: string } {
  const [, from = '', to = from] = path.slice(0, -'.sql'.length).split('--');
  return { from, to };
}

/** What pg_tle quotes scripts with. */
const tleDelimiters = ['$_pgtle_o_$', '$_pgtle_i_$'];

/** NAMEDATALEN - 1 */
const longestFunction = 63;

function checkScript({ path, text }: EmittedFile): void {
  const delimiter = tleDelimiters.find((candidate) => text.includes(candidate));
  if (delimiter !== undefined) {
    throw new CannotRun({
      code: 'invalid-usage',
      message: `pg_tle takes no script with ${delimiter} in it, and ${path} has that`,
      help: 'write that text in another way in the definition, for example as two strings that are joined by ||',
    });
  }
  if (path.length <= longestFunction) return;
  throw new CannotRun({
    code: 'invalid-usage',
    message: `pg_tle takes no script with a name of more than ${longestFunction} characters: ${path}`,
    help: 'give the extension a shorter name with --name',
  });
}
