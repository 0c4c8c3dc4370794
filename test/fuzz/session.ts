import type { CaseRoles } from '../database/case-database.ts';
import { createCaseRoles } from '../database/case-database.ts';
import type { TestServer } from '../support/postgres.ts';
import type { Problem } from './problem.ts';
import { type RoundOptions, runRound } from './round.ts';
import type { Statistics } from './statistics.ts';
import { Workbench } from './workbench.ts';
import { type CaseFolder, toCase } from './write-case.ts';

/** A finding, as plain data. */
export interface Finding {
  readonly problem: Problem;
  readonly seed: number;
  readonly major: number;
  readonly folder: CaseFolder;
}

/** What a round has found out, as plain data. */
export interface SessionResult {
  readonly statistics: Statistics;
  readonly findings: readonly Finding[];
}

/** Rounds on one server, one after the other. */
export class Session {
  readonly #server: TestServer;
  readonly #roles: CaseRoles;
  readonly #sabotage: string | undefined;

  private constructor(server: TestServer, roles: CaseRoles, sabotage: string | undefined) {
    this.#server = server;
    this.#roles = roles;
    this.#sabotage = sabotage;
  }

  /** `sabotage` is SQL that runs after each installation. */
  static async open(server: TestServer, sabotage?: string): Promise<Session> {
    return new Session(server, await createCaseRoles(server), sabotage);
  }

  async run(options: RoundOptions): Promise<SessionResult> {
    const bench = new Workbench(this.#server, this.#roles, this.#sabotage);
    try {
      const { statistics, findings } = await runRound(bench, options);
      const { seed } = options;
      const { major } = this.#server;
      const origin = `npm run fuzz -- --seed ${seed} --server ${major} --rounds 1`;
      const found: Finding[] = [];
      for (const example of findings) {
        const observed = await bench.observe(example.candidate);
        found.push({ problem: example.problem, seed, major, folder: toCase(example, observed, origin) });
      }
      return { statistics, findings: found };
    } finally {
      await bench.close();
    }
  }

  close(): Promise<void> {
    return this.#roles.drop();
  }
}
