import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from './compile-corpus.ts';

/** What becomes of definitions today where the corpus asks for something else, by their ids. */
export type KnownGaps = ReadonlyMap<string, Outcome>;

export const knownGapsFile = join(import.meta.dirname, 'known-gaps.txt');

const header = `# What becomes of a definition today where the corpus asks for something else: <schema>/<name>: <outcome>.
# Written by npx vitest run --project database test/corpus/compile -u: read the diff.
`;

/** Reads the list; throws where a line cannot be read. */
export async function readKnownGaps(): Promise<KnownGaps> {
  const lines = (await readFile(knownGapsFile, 'utf8')).split('\n');
  return new Map(lines.filter((line) => line !== '' && !line.startsWith('#')).map(readLine));
}

/** The list as text. */
export function formatKnownGaps(gaps: KnownGaps): string {
  return `${header}${[...gaps].map(([id, outcome]) => `${id}: ${outcome}\n`).join('')}`;
}

function readLine(line: string): [string, Outcome] {
  const [, id, outcome] = /^(\S+): (.+)$/.exec(line) ?? [];
  if (id === undefined || outcome === undefined) throw new Error(`known-gaps.txt: cannot read “${line}”`);
  return [id, outcome];
}
