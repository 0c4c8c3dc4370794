import semver from 'semver';
import { z } from 'zod';

/** PostgreSQL cuts longer names, which would make two of them one: NAMEDATALEN - 1. */
const longestName = 63;

/** The name of an extension: a name that needs no quotes, so that it is also safe in file names. */
export const extensionNameSchema = z.string().refine((name) => isPlainName(name), {
  error: ({ input }) =>
    `must be a name of lower-case letters, digits and underscores that starts with a letter, ` +
    `such as "${toPlainName(String(input)) || 'blog_tviews'}", at most ${longestName} long`,
});

/** The schema of an extension; PostgreSQL keeps `pg_` for itself. */
export const extensionSchemaSchema = z
  .string()
  .refine((name) => isPlainName(name) && !name.startsWith('pg_') && name !== 'information_schema', {
    error:
      `must be a name of lower-case letters, digits and underscores that starts with a letter, ` +
      `at most ${longestName} long, and none of PostgreSQL’s own schemas`,
  });

/**
 * A version of an extension: semver, without what PostgreSQL refuses in file names (`--`, a hyphen at the end) and
 * without build metadata, by which versions do not differ.
 *
 * https://www.postgresql.org/docs/current/extend-extensions.html#EXTEND-EXTENSIONS-FILES
 */
export const releaseSchema = z
  .string()
  .refine((release) => semver.valid(release) === release && !release.includes('--') && !release.endsWith('-'), {
    error: ({ input }) => `must be a version such as "${semver.coerce(String(input))?.version ?? '1.2.0'}"`,
  });

/** The nearest name that `extensionNameSchema` accepts, or an empty string. */
function toPlainName(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, longestName)
    .replace(/_+$/, '');
}

/** `<package or folder>_tviews`: scopes of npm packages say who publishes, not what it is. */
export function defaultExtensionName(packageOrFolder: string): string {
  const suffix = '_tviews';
  const stem = toPlainName(packageOrFolder.replace(/^@[^/]*\//, '')).slice(0, longestName - suffix.length);
  return stem === '' ? 'app_tviews' : `${stem.replace(/_+$/, '')}${suffix}`;
}

function isPlainName(name: string): boolean {
  return /^[a-z][a-z0-9_]*$/.test(name) && name.length <= longestName;
}
