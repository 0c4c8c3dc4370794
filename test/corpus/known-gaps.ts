import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from './compile-corpus.ts';

/** `test/corpus/known-gaps.txt`: what becomes of a definition today where that is not what the corpus asks for. */
export async function readKnownGaps(): Promise<ReadonlyMap<string, Outcome>> {
  const text = await readFile(join(import.meta.dirname, 'known-gaps.txt'), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [, id, outcome] = /^(\S+): (.+)$/.exec(line) ?? [];
      if (id === undefined || outcome === undefined) throw new Error(`known-gaps.txt: cannot read “${line}”`);
      return [id, outcome];
    }),
  );
}
