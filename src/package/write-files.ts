import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';

/** A file to write: `path` relative to the folder, with forward slashes. */
export interface FileToWrite {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** One file that is on disk after a run. */
export interface WrittenFile {
  readonly path: string;
  readonly bytes: number;
}

/** What a run changed on disk, and what was the same already. */
export interface WriteResult {
  readonly written: readonly WrittenFile[];
  readonly unchanged: readonly WrittenFile[];
}

/** How to write: `dryRun` compares only, `mode` is given to the files written. */
export interface WriteOptions {
  readonly dryRun?: boolean;
  readonly mode?: number;
}

interface PendingFile {
  readonly path: string;
  readonly target: string;
  readonly temporary: string;
  readonly content: Buffer;
  /** The bytes before the run, undefined where there was no file. */
  readonly previous: Buffer | undefined;
}

/**
 * Writes files into a folder so that all of them appear, or none: each goes to a temporary name beside its target, and
 * only when all are there they take their names. On a failure everything is put back. Files that would not change are
 * not touched, so that build tools see no change either.
 *
 * Synchronous on purpose: Ctrl-C is handled between two turns of the event loop, so it cannot split a run in two.
 */
export function writeFiles(
  folder: string,
  files: readonly FileToWrite[],
  { dryRun = false, mode }: WriteOptions = {},
): WriteResult {
  const candidates = files.map((file) => prepare(folder, file));
  const pending = candidates.filter(({ content, previous }) => previous === undefined || !content.equals(previous));
  if (!dryRun) writeAll(pending, mode);
  const isPending = new Set(pending);
  const list = (wanted: boolean) =>
    candidates
      .filter((file) => isPending.has(file) === wanted)
      .map(({ path, content }) => ({ path, bytes: content.byteLength }));
  return { written: list(true), unchanged: list(false) };
}

function prepare(folder: string, { path, content }: FileToWrite): PendingFile {
  const root = resolve(folder);
  const target = resolve(root, path);
  if (!target.startsWith(root.endsWith(sep) ? root : root + sep)) {
    throw new Error(`a file to write lies outside of its folder: ${path}`);
  }
  return {
    path,
    target,
    temporary: join(dirname(target), `.${basename(target)}.${process.pid}.tmp`),
    content: Buffer.from(content),
    previous: readIfExists(target),
  };
}

function readIfExists(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function writeAll(pending: readonly PendingFile[], mode: number | undefined): void {
  const createdFolders: string[] = [];
  const renamed: PendingFile[] = [];
  try {
    for (const { target, temporary, content } of pending) {
      const created = mkdirSync(dirname(target), { recursive: true });
      if (created !== undefined) createdFolders.push(created);
      writeFileSync(temporary, content, { flush: true });
      // Not as an option of the write, where the umask would take bits away again.
      if (mode !== undefined) chmodSync(temporary, mode);
    }
    for (const file of pending) {
      renameSync(file.temporary, file.target);
      renamed.push(file);
    }
  } catch (error) {
    undo(pending, renamed, createdFolders);
    throw error;
  }
}

/** Best effort: where putting back fails as well, the first failure is the one to report. */
function undo(
  pending: readonly PendingFile[],
  renamed: readonly PendingFile[],
  createdFolders: readonly string[],
): void {
  for (const { temporary } of pending) quietly(() => rmSync(temporary, { force: true }));
  for (const { target, previous } of renamed) {
    quietly(() => (previous === undefined ? rmSync(target) : writeFileSync(target, previous)));
  }
  for (const folder of createdFolders) quietly(() => rmSync(folder, { recursive: true }));
}

function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // See undo.
  }
}
