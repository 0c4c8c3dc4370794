import { getSystemErrorMap } from 'node:util';
import { CannotRun } from '../diagnostics/diagnostic.ts';

/** Why a file operation failed, in the system's words: `permission denied`. */
export function describeFileError(error: unknown): string {
  const number = error instanceof Error && 'errno' in error ? Number(error.errno) : Number.NaN;
  const known = getSystemErrorMap().get(number);
  return known?.[1] ?? (error instanceof Error ? error.message : String(error));
}

/** The failure to read what the user named. `path` as it is to be shown. */
export function cannotRead(path: string, cause: unknown): CannotRun {
  return new CannotRun({ code: 'cannot-read', message: `cannot read ${path}: ${describeFileError(cause)}` }, { cause });
}

/** The failure to write where the user wants it. `path` as it is to be shown. */
export function cannotWrite(path: string, cause: unknown, help?: string): CannotRun {
  const message = `cannot write ${path}: ${describeFileError(cause)}`;
  return new CannotRun({ code: 'cannot-write', message, ...(help !== undefined && { help }) }, { cause });
}
