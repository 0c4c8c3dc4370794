/**
 * What can be set in `tviews.config.ts`, and by flags of the same names (`databaseUrl` is `--database-url`).
 *
 * This type is not trusted: values come from files and shells, and are used only after `parseSettings`. Paths in the
 * config file are relative to it.
 */
export interface Settings {
  /** The extension's name, as in `CREATE EXTENSION name`. Default: `<package or folder>_tviews`. */
  readonly name?: string | undefined;
  /** The version that is built, as in `NAME--1.2.0.sql`. Default: `0.0.0-dev`, which says that it is no release. */
  readonly release?: string | undefined;
  /**
   * What is built: an extension; the same with a script that registers it with pg_tle; or plain migrations, in the
   * subfolder `migrations` of `out`. Default: `extension`.
   */
  readonly target?: 'extension' | 'pg_tle' | 'sql' | undefined;
  /** The folder with the definitions; its `*.sql` files are read, those of subfolders too. Default: `tviews`. */
  readonly definitions?: string | undefined;
  /** The folder into which the extension is written. Default: `extension`. */
  readonly out?: string | undefined;
  /** The schema in which the extension is installed. Default: `tviews`. */
  readonly extensionSchema?: string | undefined;
  /** A database that has the tables the definitions read. */
  readonly databaseUrl?: string | undefined;
  /** An SQL file that creates the tables the definitions read; needs no server. */
  readonly schema?: string | undefined;
  /** A file that `saveCatalog` wrote; needs neither server nor SQL file. */
  readonly catalog?: string | undefined;
  /** Where to save what was read from the database or the SQL file. */
  readonly saveCatalog?: string | undefined;
  /** The form in which findings are printed. Default: `pretty`, in GitHub Actions `github`. */
  readonly format?: 'pretty' | 'json' | 'github' | 'unix' | undefined;
}

/** Gives `tviews.config.ts` types and completion; returns its argument. */
export function defineConfig(settings: Settings): Settings {
  return settings;
}
