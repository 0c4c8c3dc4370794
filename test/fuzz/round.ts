import fc from 'fast-check';
import type { Candidate, Definition, Statement, Transaction, View } from './candidate.ts';
import { withItsSources, withoutDefinitions } from './candidate.ts';
import { randomQuery } from './grammar/definitions.ts';
import { randomSchema } from './grammar/random-schema.ts';
import { insertRows, relationOf, type Table, typeNames } from './grammar/schema.ts';
import type { Relation } from './grammar/types.ts';
import { Random } from './random.ts';
import { type RandomTransaction, readTableShapes, scriptArbitrary } from './random-changes.ts';
import { type Example, shrink } from './shrink.ts';
import { sparseScriptArbitrary } from './sparse-changes.ts';
import { count, countFeatures, emptyStatistics, type Statistics } from './statistics.ts';
import { codesOf, type PlainTables, type Workbench } from './workbench.ts';

/** How much one round does. */
export interface RoundOptions {
  readonly seed: number;
  /** Definitions over the tables. */
  readonly definitions: number;
  /** Scripts, half of them over tables with next to no rows. */
  readonly scripts: number;
  /** Candidates tried to make one finding smaller. */
  readonly shrinkTries: number;
  /** Called when something takes its time, so that a watcher knows what is under way. */
  readonly onProgress?: (doing: string) => void;
}

export interface RoundResult {
  readonly statistics: Statistics;
  readonly findings: readonly Example[];
}

/** A definition that the compiler accepts, and what others may read of it. */
interface Accepted {
  readonly definition: Definition;
  readonly relation: Relation;
}

/** More findings than this in one schema are likely to have one cause. */
const mostFindings = 4;

/** Makes up a schema and definitions, installs what is accepted, and runs transactions over it. */
export async function runRound(bench: Workbench, options: RoundOptions): Promise<RoundResult> {
  const round = new Round(bench, options);
  return round.run();
}

class Round {
  readonly #bench: Workbench;
  readonly #options: RoundOptions;
  readonly #random: Random;
  readonly #statistics = emptyStatistics();
  readonly #findings: Example[] = [];
  /** Problems of the compiler alone, to be made smaller when the tables are no longer needed. */
  readonly #unfinished: Example[] = [];

  constructor(bench: Workbench, options: RoundOptions) {
    this.#bench = bench;
    this.#options = options;
    this.#random = new Random(options.seed);
  }

  async run(): Promise<RoundResult> {
    const tables = randomSchema(this.#random.fork());
    const views = await this.#views(tables);
    const candidate: Candidate = {
      types: typeNames,
      tables,
      views: views.map(({ view }) => view),
      definitions: [],
      transactions: [],
    };
    const plain = await this.#bench.plainTables(candidate);
    const relations = [...tables.map(relationOf), ...views.map(({ relation }) => relation)];
    const accepted = await this.#definitions(candidate, plain, relations);
    const transactions = await this.#transactions(plain, tables);
    await this.#change({ ...candidate, definitions: accepted, transactions });
    for (const example of this.#unfinished.slice(0, mostFindings)) await this.#report(example);
    this.#statistics.rounds = 1;
    return { statistics: this.#statistics, findings: this.#findings };
  }

  /** Plain views, each of which may read those before it. */
  async #views(tables: readonly Table[]): Promise<readonly { readonly view: View; readonly relation: Relation }[]> {
    const random = this.#random.fork();
    const found: { view: View; relation: Relation }[] = [];
    const relations: Relation[] = tables.map(relationOf);
    const plain = await this.#bench.plainTables({
      types: typeNames,
      tables,
      views: [],
      definitions: [],
      transactions: [],
    });
    const wanted = random.between(0, 2);
    for (let index = 1; index <= wanted; index += 1) {
      const {
        sql: select,
        columns,
        key,
        references = [],
      } = randomQuery(random.fork(), { relations, major: this.#bench.server.major });
      const view = { name: `vw_${index}`, select };
      if ((await this.#bench.rejects(plain.tables.owner, view)) !== undefined) continue;
      const relation: Relation = { kind: 'view', name: view.name, columns, keys: [key], references };
      found.push({ view, relation });
      relations.push(relation);
    }
    return found;
  }

  /** Definitions that the compiler accepts: first over the tables, then over what has been accepted. */
  async #definitions(
    candidate: Candidate,
    plain: PlainTables,
    relations: readonly Relation[],
  ): Promise<readonly Definition[]> {
    const accepted: Accepted[] = [];
    const sources = this.#random.fork();
    const chains = this.#random.fork();
    for (let index = 1; index <= this.#options.definitions; index += 1) {
      const found = await this.#define(candidate, plain, `tv_${index}`, relations, accepted, sources.fork());
      if (found !== undefined) accepted.push(found);
    }
    const wanted = accepted.length === 0 ? 0 : Math.ceil(this.#options.definitions / 5);
    for (let index = 1; index <= wanted; index += 1) {
      const random = chains.fork();
      const some = random.some(accepted, 1, 3).map(({ relation }) => relation);
      const readable = [...some, ...random.some(relations, 1, 2)];
      const found = await this.#define(candidate, plain, `tv_r${index}`, readable, accepted, random);
      if (found !== undefined) accepted.push(found);
    }
    return accepted.map(({ definition }) => definition);
  }

  async #define(
    candidate: Candidate,
    plain: PlainTables,
    name: string,
    relations: readonly Relation[],
    others: readonly Accepted[],
    random: Random,
  ): Promise<Accepted | undefined> {
    const statistics = this.#statistics;
    const {
      sql: select,
      columns,
      key,
      references = [],
      features,
    } = randomQuery(random, { relations, major: this.#bench.server.major });
    const annotated = random.chance(0.3) && key.length > 0;
    const draft: Definition = { name, select, features, full: [], key: annotated ? key : undefined };
    statistics.definitions += 1;
    const rejected = await this.#bench.rejects(plain.tables.owner, draft);
    if (rejected !== undefined) {
      count(statistics.rejected, rejected.replaceAll(/"[^"]*"/g, '…'));
      return undefined;
    }
    const before = others.map(({ definition }) => definition);
    const definition = await this.#accept(candidate, plain, draft, key, before, random.chance(0.4));
    if (definition === undefined) {
      await plain.tables.owner.query(`DROP VIEW ${name}`);
      return undefined;
    }
    statistics.maintained += 1;
    countFeatures(statistics, features, definition.full.length > 0 ? 'full' : 'maintained');
    return { definition, relation: { kind: 'tview', name, columns, keys: [key], references } };
  }

  /** Compiles a definition, with the annotations that the compiler asks for; undefined where it is refused. */
  async #accept(
    candidate: Candidate,
    plain: PlainTables,
    draft: Definition,
    key: readonly string[],
    before: readonly Definition[],
    allowFull: boolean,
  ): Promise<Definition | undefined> {
    this.#options.onProgress?.(`compiling ${draft.name}`);
    const definitions = withItsSources([...before, draft], draft.name);
    const compiled = await this.#bench.compile(plain, definitions);
    if ('problem' in compiled) {
      this.#unfinished.push({ candidate: { ...candidate, definitions }, problem: compiled.problem });
      return undefined;
    }
    const { result } = compiled;
    if (result.files.length > 0) return draft;
    const codes = codesOf(result);
    if (codes === 'missing-key' && draft.key === undefined && key.length > 0)
      return this.#accept(candidate, plain, { ...draft, key }, key, before, allowFull);
    const help = result.diagnostics.map((diagnostic) => diagnostic.help ?? '').join('\n');
    const unlinked = [...help.matchAll(/@on-change (\S+): full/g)].map((match) => match[1] ?? '');
    if (codes === 'cannot-narrow' && draft.full.length === 0 && allowFull)
      return this.#accept(candidate, plain, { ...draft, full: [...new Set(unlinked)] }, key, before, false);
    count(this.#statistics.refused, codes);
    countFeatures(this.#statistics, draft.features, 'refused');
    return undefined;
  }

  /** Random scripts; after each of them the first rows come back where they are gone. */
  async #transactions(plain: PlainTables, tables: readonly Table[]): Promise<readonly Transaction[]> {
    const seed = this.#random.between(0, 2 ** 31 - 1);
    const shapes = await readTableShapes(plain.tables.owner);
    const sparse = Math.floor(this.#options.scripts / 2);
    const scripts = [
      ...fc.sample(scriptArbitrary(shapes, { schema: 'tviews', maxTransactions: 6 }), {
        seed,
        numRuns: this.#options.scripts - sparse,
      }),
      ...fc.sample(sparseScriptArbitrary(shapes), { seed, numRuns: sparse }),
    ];
    const refill: Transaction = {
      statements: tables
        .flatMap(insertRows)
        .map((text) => ({ text: text.replace(/;$/, ' ON CONFLICT DO NOTHING').replaceAll('\n ', ''), control: false })),
      end: 'COMMIT',
    };
    return scripts.flatMap((script) => [...script.map(flatten), refill]);
  }

  /** Runs the transactions; where something is wrong, reports it and goes on without the definition that shows it. */
  async #change(all: Candidate): Promise<void> {
    let candidate = all;
    while (candidate.definitions.length > 0 && this.#findings.length < mostFindings) {
      this.#options.onProgress?.('running transactions');
      const verdict = await this.#bench.try(candidate);
      if (verdict.rejected !== undefined) {
        count(this.#statistics.stopped, `not installed: ${verdict.rejected}`);
        return;
      }
      this.#statistics.transactions += verdict.done.length;
      const culprits: string[] = [];
      if (verdict.stopped !== undefined) {
        count(this.#statistics.stopped, verdict.stopped.reason);
        culprits.push(verdict.stopped.tview ?? '');
      }
      if (verdict.problem !== undefined) {
        const example = await this.#report({ candidate, problem: verdict.problem });
        culprits.push(verdict.problem.tview ?? '', ...example.candidate.definitions.map(({ name }) => name));
      }
      const definitions = withoutDefinitions(candidate.definitions, culprits);
      if (definitions.length === candidate.definitions.length) return;
      candidate = { ...candidate, definitions };
    }
  }

  async #report(example: Example): Promise<Example> {
    const { shrinkTries, onProgress } = this.#options;
    const onTry = () => onProgress?.(`making an example smaller: ${example.problem.kind}`);
    const smaller = await shrink(this.#bench, example, shrinkTries, onTry);
    this.#findings.push(smaller);
    return smaller;
  }
}

function flatten({ steps, end }: RandomTransaction): Transaction {
  const statements = steps.flatMap((step): readonly Statement[] => {
    if (step.kind === 'statement') return [{ text: step.text, control: false }];
    return [
      { text: 'SAVEPOINT random', control: true },
      ...step.statements.map((text) => ({ text, control: false })),
      { text: `${step.end} random`, control: true },
    ];
  });
  return { statements, end };
}
