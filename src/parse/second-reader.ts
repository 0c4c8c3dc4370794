import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Report, Span } from '../diagnostics/diagnostic.ts';
import type { Declaration } from './declaration.ts';
import { type Comparison, compareReadings, comparisonOf } from './second-reading.ts';
import type { Query } from './types.ts';

/** A thread takes as long to start as so many small definitions take to be read. */
const manyDefinitions = 32;

/**
 * Has a second parser read every SELECT too, and reports where it understands one differently.
 *
 * It takes longer than all the rest of the compiler, and nothing depends on what it finds: where there are many
 * definitions, it reads in a thread of its own.
 */
export class SecondReader {
  readonly #thread: ReadingThread | undefined;
  readonly #comparisons: (Comparison & { readonly nameSpan: Span })[] = [];

  constructor(definitionCount: number) {
    // A loader that lets Node run TypeScript need not work in other threads than the first.
    const isBuilt = import.meta.url.endsWith('.js');
    this.#thread = isBuilt && definitionCount >= manyDefinitions ? new ReadingThread() : undefined;
  }

  /** Takes a declaration's SELECT, as the first parser has read it. */
  read(query: Query, { sql, first, last, nameSpan }: Pick<Declaration, 'sql' | 'first' | 'last' | 'nameSpan'>): void {
    const comparison = comparisonOf(query, sql, first, last);
    if (comparison === undefined) return;
    this.#comparisons.push({ ...comparison, nameSpan });
    this.#thread?.ask(comparison);
  }

  /** Reports the differences in all that it was given, when the last has been read. Throws what broke the thread. */
  async reportDifferences(report: Report): Promise<void> {
    for (const comparison of this.#comparisons) {
      const difference = this.#thread ? await this.#thread.answer() : compareReadings(comparison);
      if (difference !== undefined) reportDifference(difference, comparison.nameSpan, report);
    }
  }

  /** Ends the thread, whatever it is doing. */
  async close(): Promise<void> {
    await this.#thread?.end();
  }
}

function reportDifference(difference: string, span: Span, report: Report): void {
  report.add({
    code: 'readings-differ',
    severity: 'warning',
    message: `two parsers read this SELECT differently: ${difference}`,
    span,
    why: 'Triggers are derived from PostgreSQL’s reading, named first; pgsql-ast-parser reads every SELECT a second time, to notice mistakes.',
    help: 'plainer SQL at that place makes the readings agree; the emitted SQL says which rows a change affects',
  });
}

/** Compares readings in a thread of its own, in the order in which it is asked. */
class ReadingThread {
  // Not all flags that Node may have been started with are for threads, and this one needs none.
  readonly #worker = new Worker(new URL('./second-reader-thread.js', import.meta.url), { execArgv: [] });
  readonly #answers = on(this.#worker, 'message', { close: ['exit'] });

  ask({ ours, text }: Comparison): void {
    this.#worker.postMessage({ ours, text } satisfies Comparison);
  }

  async answer(): Promise<string | undefined> {
    const { value, done } = await this.#answers.next();
    if (done) throw new Error('the thread that reads every SELECT a second time has ended before it was done');
    return value[0];
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
