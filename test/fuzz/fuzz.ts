import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { TestServer } from '../support/postgres.ts';
import { startTestServers } from '../support/server-chain.ts';
import { type ProblemKind, problemKinds } from './problem.ts';
import { Random } from './random.ts';
import type { Finding } from './session.ts';
import { addStatistics, emptyStatistics, formatStatistics } from './statistics.ts';
import { type RoundOutcome, WorkerProcess } from './worker-process.ts';
import { writeCase } from './write-case.ts';

const usage = `Usage: npm run fuzz -- [--minutes N] [--seed S] [--rounds N] [--server MAJOR] [--out FOLDER]

  --minutes   how long to look (default: 5)
  --seed      where to start; the same seed makes the same rounds (default: random, and printed)
  --rounds    how many schemas to try at most, each from a seed of its own
  --server    15 or 17 only (default: both, in turns)
  --out       where findings are written (default: fuzz-findings)`;

interface Settings {
  readonly deadline: number;
  readonly seed: number;
  readonly rounds: number;
  readonly majors: string;
  readonly out: string;
}

/** A finding that has been written, with how often it was met. */
interface Written {
  readonly finding: Finding;
  readonly directory: string;
  times: number;
}

class Run {
  readonly #settings: Settings;
  readonly #statistics = emptyStatistics();
  readonly #written = new Map<string, Written>();
  readonly #errors: string[] = [];
  readonly #start = Date.now();
  #next = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Runs rounds in as many processes as there are processors, until the time is over. */
  async over(servers: readonly TestServer[]): Promise<void> {
    const count = Math.max(availableParallelism(), servers.length);
    const workers = Array.from({ length: count }, (_, index) => new WorkerProcess(pick(servers, index)));
    const ticking = process.stderr.isTTY ? setInterval(() => this.#showProgress(), 500) : undefined;
    try {
      await Promise.all(workers.map((worker) => this.#drive(worker)));
    } finally {
      clearInterval(ticking);
      if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
      await Promise.all(workers.map((worker) => worker.close()));
    }
  }

  async #drive(worker: WorkerProcess): Promise<void> {
    const { deadline, rounds } = this.#settings;
    while (Date.now() < deadline && this.#next < rounds) {
      const seed = roundSeed(this.#settings.seed, this.#next);
      this.#next += 1;
      const outcome = await worker.run({ seed, definitions: 24, scripts: 10, shrinkTries: 300 });
      await this.#record(outcome, seed, worker.major);
    }
  }

  async #record(outcome: RoundOutcome, seed: number, major: number): Promise<void> {
    if (outcome.kind === 'done') {
      addStatistics(this.#statistics, outcome.result.statistics);
      for (const finding of outcome.result.findings) await this.#write(finding);
      return;
    }
    const what = outcome.kind === 'hung' ? `hang while ${outcome.doing}` : outcome.error;
    this.#errors.push(`--seed ${seed} --server ${major} --rounds 1: ${what}`);
  }

  async #write(finding: Finding): Promise<void> {
    const known = this.#written.get(finding.folder.name);
    if (known !== undefined) {
      known.times += 1;
      return;
    }
    const directory = await writeCase(this.#settings.out, finding.folder);
    this.#written.set(finding.folder.name, { finding, directory, times: 1 });
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    console.log(`${finding.problem.kind}: ${directory}`);
  }

  #showProgress(): void {
    const { rounds, definitions, maintained, transactions } = this.#statistics;
    const seconds = Math.round((Date.now() - this.#start) / 1000);
    const found = `${this.#written.size} findings`;
    const line = `${seconds} s: ${rounds} schemas, ${maintained} of ${definitions} definitions maintained, ${transactions} transactions, ${found}`;
    process.stderr.write(`\r\u001b[K${line}`);
  }

  /** Prints what was found, and says whether anything was. */
  summarize(): boolean {
    console.log(`\n${formatStatistics(this.#statistics)}`);
    const rank = (kind: ProblemKind) => problemKinds.indexOf(kind);
    const found = [...this.#written.values()].sort(
      (a, b) => rank(a.finding.problem.kind) - rank(b.finding.problem.kind),
    );
    console.log(`\n${found.length} findings`);
    for (const { finding, directory, times } of found) {
      const { kind, message } = finding.problem;
      console.log(`  ${kind} (PostgreSQL ${finding.major}, ${times} times): ${directory}`);
      console.log(`    ${message.split('\n')[0]?.slice(0, 200)}`);
    }
    for (const error of this.#errors) console.log(`  round not finished: ${error}`);
    return found.length + this.#errors.length > 0;
  }
}

function pick(servers: readonly TestServer[], index: number): TestServer {
  const server = servers[index % servers.length];
  if (server === undefined) throw new Error('no server was found');
  return server;
}

/** The first round's seed is the run's own, so that a round can be repeated alone. */
function roundSeed(seed: number, index: number): number {
  return index === 0 ? seed : Math.floor(new Random(seed + index * 7919).next() * 2 ** 31);
}

function readSettings(): Settings | undefined {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '5' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      rounds: { type: 'string', default: 'Infinity' },
      server: { type: 'string', default: '15,17' },
      out: { type: 'string', default: 'fuzz-findings' },
      help: { type: 'boolean', default: false },
    },
  });
  const [minutes, seed, rounds] = [Number(values.minutes), Number(values.seed), Number(values.rounds)];
  if (values.help || !(minutes > 0) || !Number.isInteger(seed) || !(rounds > 0)) return undefined;
  const out = resolve(values.out);
  return { deadline: Date.now() + minutes * 60_000, seed, rounds, majors: values.server, out };
}

async function main(): Promise<number> {
  const settings = readSettings();
  if (settings === undefined) {
    console.error(usage);
    return 2;
  }
  console.log(`seed ${settings.seed}`);
  const started = await startTestServers({ ...process.env, TVIEWS_TEST_MAJORS: settings.majors }, console.log);
  const run = new Run(settings);
  try {
    await run.over(started.map(({ server }) => server));
  } finally {
    await Promise.all(started.map((each) => each.stop()));
  }
  return run.summarize() ? 1 : 0;
}

process.exitCode = await main();
