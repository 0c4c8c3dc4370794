import type pg from 'pg';
import { readCatalog } from '../../src/catalog/read-catalog.ts';
import { type CompileResult, compile } from '../../src/compile.ts';
import { describeDefinitions } from '../../src/database/describe.ts';
import { type Corpus, type CorpusEntry, type Expectation, withSources } from './read-corpus.ts';

/** What the compiler has made of a definition: `maintained`, `refused <codes>`, or `fails: <message>`. */
export type Outcome = string;

/** Compiles definitions over a database that holds their schema. */
export type CompileEntries = (entries: readonly CorpusEntry[]) => Promise<CompileResult>;

/** Reads the catalog once, for any number of compilations. */
export async function compilerFor(client: pg.ClientBase): Promise<CompileEntries> {
  const run = async (sql: string) => (await client.query<Record<string, unknown>>(sql)).rows;
  const catalog = await readCatalog(run);
  return (entries) =>
    compile({
      sources: entries.map(({ file, text }) => ({ file, text })),
      catalog,
      extension: { name: 'corpus', version: '1.0.0', schema: 'tviews' },
      describe: (requests) => describeDefinitions(run, requests),
    });
}

/** Compiles a definition, with those it reads, and says what came of it. */
export async function outcomeOf(entry: CorpusEntry, corpus: Corpus, compileEntries: CompileEntries): Promise<Outcome> {
  try {
    const { files, diagnostics } = await compileEntries(withSources(entry, corpus.entries));
    if (files.length > 0) return 'maintained';
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    return `refused ${[...new Set(errors.map(({ code }) => code))].sort().join(' ')}`;
  } catch (error) {
    return `fails: ${error instanceof Error ? error.message.split('\n')[0] : error}`;
  }
}

/** Whether the outcome is one that the corpus asks for. */
export function meets(outcome: Outcome, expectation: Expectation): boolean {
  if (expectation.kind === 'maintained') return outcome === 'maintained';
  return expectation.codes.some((code) => outcome === `refused ${code}`);
}
