import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { displayPath } from './display-path.ts';
import { cannotRead } from './file-error.ts';
import type { SourceFile } from './types.ts';

/** The definitions of a folder, and what is wrong with them as files. */
export interface DefinitionFiles {
  readonly sources: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads all `*.sql` files of a folder and its subfolders, in code-point order of their paths.
 *
 * `cwd` is the folder to which the paths shown in diagnostics are relative.
 */
export async function readDefinitions(folder: string, cwd: string): Promise<DefinitionFiles> {
  const paths = await listDefinitions(folder, cwd);
  if (paths.length === 0) {
    const message = `${displayPath(folder, cwd)} holds no .sql file`;
    const help = 'put one definition there: a file tv_<entity>.sql with a SELECT; “tviews init” writes a sample';
    return { sources: [], diagnostics: [{ code: 'no-definitions', severity: 'error', message, help }] };
  }
  const files = await Promise.all(paths.map((path) => readDefinition(path, cwd)));
  return { sources: files.map(({ source }) => source), diagnostics: files.flatMap(({ diagnostics }) => diagnostics) };
}

async function listDefinitions(folder: string, cwd: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    throw cannotRead(displayPath(folder, cwd), error);
  });
  return entries
    .filter((entry) => entry.name.endsWith('.sql') && !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !isHidden(path))
    .sort((a, b) => Buffer.compare(Buffer.from(a.replaceAll(sep, '/')), Buffer.from(b.replaceAll(sep, '/'))))
    .map((path) => join(folder, path));
}

/** Editors keep locks and backups in hidden files beside the file itself. */
function isHidden(path: string): boolean {
  return path.split(sep).some((part) => part.startsWith('.'));
}

async function readDefinition(path: string, cwd: string): Promise<{ source: SourceFile; diagnostics: Diagnostic[] }> {
  const file = displayPath(path, cwd);
  const bytes = await readFile(path).catch((error: unknown) => {
    throw cannotRead(file, error);
  });
  const text = decodeUtf8(bytes);
  const nul = text?.indexOf('\0') ?? -1;
  if (text !== undefined && nul < 0) return { source: { file, text }, diagnostics: [] };
  const readable = new TextDecoder().decode(bytes);
  const at = Math.max(text === undefined ? readable.indexOf('\u{fffd}') : nul, 0);
  const diagnostic: Diagnostic = {
    code: 'invalid-text',
    severity: 'error',
    message: text === undefined ? `${file} is not valid UTF-8` : `${file} contains a NUL byte`,
    span: { file, start: at, end: at + 1 },
    why: 'the SELECT is copied as it is into the extension’s script, which PostgreSQL reads as UTF-8 without NUL.',
    help: text === undefined ? 'save the file as UTF-8' : 'remove the byte',
  };
  return { source: { file, text: readable }, diagnostics: [diagnostic] };
}

/** The text without a byte order mark, or undefined where the bytes are no UTF-8. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
