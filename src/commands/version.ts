import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The version of tviews itself, from its package.json, which lies as far from `src` as from `dist`. */
export function packageVersion(): string {
  return readPackage().version;
}

/** The versions of Node that tviews runs on. */
export function supportedNode(): string {
  return readPackage().engines.node;
}

const packageSchema = z.object({ version: z.string(), engines: z.object({ node: z.string() }) });

function readPackage(): z.infer<typeof packageSchema> {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return packageSchema.parse(JSON.parse(text));
}
