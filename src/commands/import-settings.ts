import { resolve } from 'node:path';
import { fromCall, type SettingsOrigin } from '../config/schema.ts';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import { type BuildSettings, type ParsedBuildSettings, parseBuildSettings } from './build-settings.ts';

/** What an import takes; not trusted yet. */
export interface ImportSettings
  extends Pick<
    BuildSettings,
    'cwd' | 'config' | 'definitions' | 'databaseUrl' | 'schema' | 'catalog' | 'dryRun' | 'format'
  > {
  /** Views and materialized views, written as in SQL, and SQL files (`*.sql`). */
  readonly sources?: readonly string[] | undefined;
  /** All materialized views of the database. */
  readonly fromMatviews?: boolean | undefined;
  /** All that pg_tviews maintains in the database. */
  readonly fromPgTviews?: boolean | undefined;
  /** The name of the TVIEW, for one view. Default: made from the view's name. */
  readonly as?: string | undefined;
  /** The schema of the TVIEWs. Default: that of what is imported. */
  readonly tviewSchema?: string | undefined;
  /** Overwrite definitions that are there. */
  readonly force?: boolean | undefined;
}

/** Import settings that were checked; all paths are absolute. */
export interface ParsedImportSettings {
  readonly build: ParsedBuildSettings;
  readonly names: readonly string[];
  readonly scripts: readonly string[];
  readonly matviews: boolean;
  readonly pgTviews: boolean;
  readonly as: string | undefined;
  readonly tviewSchema: string | undefined;
  readonly force: boolean;
}

/** Checks and completes import settings; throws `CannotRun` where they name nothing to import, or contradict themselves. */
export async function parseImportSettings(
  {
    sources = [],
    fromMatviews = false,
    fromPgTviews = false,
    as,
    tviewSchema,
    force = false,
    ...given
  }: ImportSettings,
  env: Readonly<Record<string, string | undefined>>,
  origin: SettingsOrigin = fromCall,
): Promise<ParsedImportSettings> {
  const { code, spell } = origin;
  const wrong = (message: string, help: string) => new CannotRun({ code, message, help });
  const isScript = (source: string) => /\.sql$/i.test(source);
  const names = sources.filter((source) => !isScript(source));
  const fromFlags = `${spell('fromMatviews')} or ${spell('fromPgTviews')}`;
  if (sources.length === 0 && !fromMatviews && !fromPgTviews)
    throw wrong('nothing says what to import', `name views, materialized views or .sql files, or give ${fromFlags}`);
  if (as !== undefined && (sources.length !== 1 || names.length !== 1 || fromMatviews || fromPgTviews))
    throw wrong(`${spell('as')} names one TVIEW, and goes with one view`, 'import the others in another run');
  if (tviewSchema !== undefined && names.length < sources.length)
    throw wrong(`${spell('tviewSchema')} does not go with SQL files`, 'write the schema into the files, or afterwards');
  const build = await parseBuildSettings(given, env, origin);
  if (build.catalogSource.kind === 'saved' && (names.length > 0 || fromMatviews || fromPgTviews))
    throw wrong(
      'a saved catalog does not hold the text of views',
      `give ${spell('databaseUrl')} or ${spell('schema')} instead of ${spell('catalog')}`,
    );
  return {
    build,
    names,
    scripts: sources.filter(isScript).map((source) => resolve(build.cwd, source)),
    matviews: fromMatviews,
    pgTviews: fromPgTviews,
    as,
    tviewSchema,
    force,
  };
}
