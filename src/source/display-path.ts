import { isAbsolute, relative, sep } from 'node:path';

/** The path as people are shown it: relative where it lies inside `cwd`, with forward slashes on every system. */
export function displayPath(path: string, cwd: string): string {
  const inside = relative(cwd, path);
  const isOutside = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  const shown = isOutside ? path : inside || '.';
  return shown.split(sep).join('/');
}
