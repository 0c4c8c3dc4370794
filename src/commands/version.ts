import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The version of tviews itself, from its package.json, which lies as far from `src` as from `dist`. */
export function packageVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
