import { fromCall, type SettingsOrigin } from '../config/schema.ts';
import type { DeployOptions } from '../deploy/deploy.ts';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import type { FindingFormat } from '../diagnostics/render/render.ts';
import { listReleases } from '../release/releases.ts';
import { displayPath } from '../source/display-path.ts';
import { type BuildSettings, parseBuildSettings, parseDatabase } from './build-settings.ts';

/** What a deploy takes; not trusted yet. */
export interface DeploySettings
  extends Pick<
    BuildSettings,
    'cwd' | 'config' | 'out' | 'name' | 'databaseUrl' | 'format' | 'dryRun' | 'allowDataLoss'
  > {
  /** The version to deploy. Default: the last release in the out folder. */
  readonly targetVersion?: string | undefined;
  /** Go back to an older version. */
  readonly allowDowngrade?: boolean | undefined;
  /** Seconds to wait for another deploy. Default: 0. */
  readonly wait?: number | string | undefined;
  /** Seconds after which no attempt starts any more. Default: 600. */
  readonly timeout?: number | string | undefined;
  /** Milliseconds within which an attempt must have its locks. Default: 500. */
  readonly lockTimeout?: number | string | undefined;
  /** Compute rows after the commit, step by step, while others write. */
  readonly online?: boolean | undefined;
  /** Rows per second that are computed so. Default: as many as the server can. */
  readonly rate?: number | string | undefined;
  /** Compare the TVIEWs with their SELECTs afterwards: `true` for all keys, or so many of each. */
  readonly verify?: boolean | number | string | undefined;
}

/** Settings of a deploy that were checked and completed. */
export interface ParsedDeploySettings {
  readonly url: string;
  readonly options: DeployOptions;
  readonly verify: boolean;
  /** How many keys of each TVIEW are compared; undefined for all. */
  readonly sample: number | undefined;
  readonly format: FindingFormat | undefined;
}

/** What a deploy does when nothing says otherwise. */
export const deployDefaults = { wait: 0, timeout: 600, lockTimeout: 500 } as const;

/** Merges settings with the config file, the environment and the defaults; throws `CannotRun` if they are no use. */
export async function parseDeploySettings(
  {
    targetVersion,
    allowDowngrade = false,
    wait,
    timeout,
    lockTimeout,
    online = false,
    rate,
    verify = false,
    ...given
  }: DeploySettings,
  env: Readonly<Record<string, string | undefined>>,
  origin: SettingsOrigin = fromCall,
): Promise<ParsedDeploySettings> {
  const { cwd: folder, config, databaseUrl, ...others } = given;
  const { url } = await parseDatabase({ cwd: folder, config, databaseUrl }, env, origin);
  const { cwd, out, extension, dryRun, allowDataLoss, format } = await parseBuildSettings(
    { ...others, cwd: folder, config, databaseUrl: url },
    env,
    origin,
  );
  const number = (name: string, value: number | string | undefined, byDefault: number, least: number): number =>
    parseNumber(name, value ?? byDefault, least, origin);
  if (rate !== undefined && !online) {
    throw new CannotRun({
      code: origin.code,
      message: `${origin.spell('rate')} is the pace of ${origin.spell('online')}: give both`,
    });
  }
  const target = targetVersion ?? listReleases(out, extension.name).at(-1);
  if (target === undefined) throw noRelease(extension.name, displayPath(out, cwd));
  return {
    url,
    options: {
      extension: extension.name,
      target,
      out,
      dryRun,
      allowDataLoss,
      allowDowngrade,
      wait: number('wait', wait, deployDefaults.wait, 0) * 1000,
      timeout: number('timeout', timeout, deployDefaults.timeout, 0) * 1000,
      lockTimeout: number('lockTimeout', lockTimeout, deployDefaults.lockTimeout, 1),
      online,
      rate: rate === undefined ? undefined : parseNumber('rate', rate, 1, origin),
    },
    verify: verify !== false,
    sample: typeof verify === 'boolean' ? undefined : parseNumber('verify', verify, 1, origin),
    format,
  };
}

/** Where the out folder holds no release of an extension. */
export function noRelease(extension: string, out: string): CannotRun {
  return new CannotRun({
    code: 'no-release',
    message: `${out} holds no release of ${extension}`,
    why: 'A release is a script with a manifest, whose version is no working version (-dev).',
    help: 'build one, for example with tviews build --release 1.0.0, or give the folder that has one with --out',
  });
}

function parseNumber(name: string, value: number | string, least: number, { code, spell }: SettingsOrigin): number {
  const number = Number(value);
  if (value !== '' && Number.isSafeInteger(number) && number >= least && number < 2 ** 31) return number;
  throw new CannotRun({ code, message: `${spell(name)} must be a whole number from ${least} to ${2 ** 31 - 1}` });
}
