import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import type { EmittedFile } from '../emit/types.ts';
import { cannotRead } from '../source/file-error.ts';
import { digest, type Manifest, manifestPath, parseManifest, scriptPath } from './manifest.ts';
import type { Release } from './types.ts';

/** Whether a version is no release: `1.1.0-dev` can be built again and again. */
export function isWorkingVersion(version: string): boolean {
  return semver.prerelease(version)?.[0] === 'dev';
}

/** The version that is built where none is given: it sorts behind the last release, and before the next. */
export function workingVersion(releases: readonly string[]): string {
  const last = semver.rsort([...releases])[0];
  return last === undefined ? '0.0.0-dev' : `${semver.inc(last, 'minor')}-dev`;
}

/** The versions of an extension that a folder holds manifests of, without working versions, in ascending order. */
export function listReleases(folder: string, name: string): readonly string[] {
  return listVersions(folder, name).filter((version) => !isWorkingVersion(version));
}

/** The version that was built last; undefined where none was. */
export function lastVersion(folder: string, name: string): string | undefined {
  return listVersions(folder, name).at(-1);
}

function listVersions(folder: string, name: string): readonly string[] {
  const versions = listFiles(folder).flatMap((file) => {
    const [start, end] = [`${name}--`, '.json'];
    const version = file.startsWith(start) && file.endsWith(end) ? file.slice(start.length, -end.length) : '';
    return semver.valid(version) === version ? [version] : [];
  });
  return semver.sort(versions);
}

/** The last release before a version: what an upgrade to it starts from. */
export function releaseBefore(releases: readonly string[], version: string): string | undefined {
  return releases.findLast((release) => semver.lt(release, version));
}

/**
 * Reads a release. Throws `CannotRun` where its files are missing, or not what they were when it was built: databases
 * have it as it was released, so an upgrade from anything else would be wrong.
 */
export function readRelease(folder: string, name: string, version: string): Release {
  const manifest = readManifest(folder, manifestPath(name, version));
  const path = scriptPath(name, version);
  const script = read(folder, path);
  if (digest(script) === manifest.script) return { manifest, script };
  throw new CannotRun({
    code: 'changed-release',
    message: `${path} is not as it was released`,
    why: 'An upgrade starts from what databases have: the release as it was built.',
    help: `restore it, for example with git checkout -- ${join(folder, path)}`,
  });
}

/** The scripts of these versions and from one of them to another, as far as a folder has them. */
export function readScripts(folder: string, name: string, versions: readonly string[]): readonly EmittedFile[] {
  const known = new Set(versions);
  const isScript = (file: string): boolean => {
    const [start, ...named] = file.slice(0, -'.sql'.length).split('--');
    return file.endsWith('.sql') && start === name && named.length > 0 && named.every((version) => known.has(version));
  };
  return listFiles(folder)
    .filter(isScript)
    .map((path) => ({ path, text: read(folder, path) }));
}

function readManifest(folder: string, path: string): Manifest {
  const manifest = parseManifest(read(folder, path));
  if (manifest) return manifest;
  throw new CannotRun({
    code: 'changed-release',
    message: `${path} is no manifest that this version of tviews can read`,
    help: 'restore it, or use the version of tviews that wrote it',
  });
}

function read(folder: string, path: string): string {
  try {
    return readFileSync(join(folder, path), 'utf8');
  } catch (error) {
    throw cannotRead(path, error);
  }
}

function listFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // The first build creates it; a folder that cannot be read fails when it is written.
    return [];
  }
}
