import type { RunQuery } from '../database/run-query.ts';
import type { TviewSources } from './sources.ts';

/** What is known of a base table as a source of a TVIEW. */
export interface SourceEvidence {
  readonly table: string;
  /** Transactions that changed the table. */
  readonly writes: number;
  /** Those among them that changed no other source of the TVIEW. */
  readonly alone: number;
  /** Those among the latter that changed the TVIEW: only of them it is sure that this table’s rows did it. */
  readonly changes: number;
}

/** How much the equality of a TVIEW and its backing view says: nothing, if nothing has happened to them. */
export interface TviewEvidence {
  readonly tview: string;
  readonly transactions: number;
  /** The most rows that the TVIEW has had. */
  readonly rows: number;
  /** Transactions that changed the TVIEW’s content. */
  readonly changes: number;
  readonly sources: readonly SourceEvidence[];
}

interface Counts {
  transactions: number;
  rows: number;
  changes: number;
  readonly sources: Map<string, { writes: number; alone: number; changes: number }>;
}

interface Content {
  readonly rows: number;
  readonly hash: string;
}

/** Watches TVIEWs and their sources from transaction to transaction. */
export class Evidence {
  readonly #tviews: readonly TviewSources[];
  readonly #counts: ReadonlyMap<string, Counts>;
  #before: ReadonlyMap<string, Content> = new Map();

  constructor(tviews: readonly TviewSources[]) {
    this.#tviews = tviews;
    this.#counts = new Map(
      tviews.map(({ tview, sources }) => [
        tview,
        {
          transactions: 0,
          rows: 0,
          changes: 0,
          sources: new Map(sources.map((table) => [table, { writes: 0, alone: 0, changes: 0 }])),
        },
      ]),
    );
  }

  /** Looks at the database where transactions are to be counted from. */
  async restart(run: RunQuery): Promise<void> {
    this.#before = await this.#read(run);
  }

  /** Looks at the database after a transaction. */
  async observe(run: RunQuery): Promise<void> {
    const before = this.#before;
    const after = await this.#read(run);
    this.#before = after;
    const changed = (relation: string) => before.get(relation)?.hash !== after.get(relation)?.hash;
    for (const { tview, sources } of this.#tviews) {
      const counts = this.#counts.get(tview);
      if (counts === undefined) continue;
      counts.transactions++;
      counts.rows = Math.max(counts.rows, after.get(tview)?.rows ?? 0);
      if (changed(tview)) counts.changes++;
      const written = sources.filter(changed);
      for (const table of written) {
        const ofTable = counts.sources.get(table);
        if (ofTable === undefined) continue;
        ofTable.writes++;
        if (written.length > 1) continue;
        ofTable.alone++;
        if (changed(tview)) ofTable.changes++;
      }
    }
  }

  #read(run: RunQuery): Promise<ReadonlyMap<string, Content>> {
    return readContents(run, [...new Set(this.#tviews.flatMap(({ tview, sources }) => [tview, ...sources]))]);
  }

  list(): readonly TviewEvidence[] {
    return [...this.#counts].map(([tview, { sources, ...counts }]) => ({
      tview,
      ...counts,
      sources: [...sources].map(([table, ofTable]) => ({ table, ...ofTable })),
    }));
  }
}

async function readContents(run: RunQuery, relations: readonly string[]): Promise<ReadonlyMap<string, Content>> {
  const queries = relations.map(
    (relation, index) => `
      SELECT ${index} AS index, count(*)::integer AS rows,
        md5(string_agg(line, E'\\n' ORDER BY line COLLATE "C")) AS hash
      FROM (SELECT r::text AS line FROM ${relation} AS r) AS lines`,
  );
  const rows = await run(queries.join(' UNION ALL '));
  return new Map(
    rows.map(({ index, rows: count, hash }) => [
      relations[Number(index)] ?? '',
      { rows: Number(count), hash: String(hash) },
    ]),
  );
}
