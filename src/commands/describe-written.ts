import { join } from 'node:path';
import type { WriteResult } from '../package/write-files.ts';
import { displayPath } from '../source/display-path.ts';

/** Says which files of a folder a command wrote, one a line, or that there was nothing to do. */
export function describeWritten(
  folder: string,
  cwd: string,
  { written, dryRun }: Pick<WriteResult, 'written'> & { readonly dryRun: boolean },
): string {
  if (written.length === 0) return 'up to date';
  const verb = dryRun ? 'would write' : 'wrote';
  return written
    .map(({ path, bytes }) => `${verb} ${displayPath(join(folder, path), cwd)} (${bytes.toLocaleString('en')} bytes)`)
    .join('\n');
}
