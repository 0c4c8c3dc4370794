import { Session } from './session.ts';
import { spreadOf } from './statistics.ts';
import { Stream } from './stream.ts';
import type { Case } from './types.ts';
import type { Variant } from './variants.ts';

/** What one transaction cost in one run. */
export interface Cost {
  /** CPU time of the server in microseconds, of all clients' sessions, where it can be told. */
  readonly cpu: number | undefined;
  /** Microseconds that a client waited, as a median of its transactions. */
  readonly latency: number;
  /** Microseconds from one transaction to the next, over all clients: the inverse of throughput. */
  readonly interval: number;
}

/** The sessions of a variant, which keep their plans from one run to the next. */
export class Clients {
  readonly #sessions: Session[] = [];
  /** Those that cases have opened beside the writers. */
  readonly #others: Session[] = [];

  readonly variant: Variant;
  readonly url: string;

  constructor(variant: Variant, url: string) {
    this.variant = variant;
    this.url = url;
  }

  /** Runs a case once. Before its first run, all sessions write unmeasured, so that plans and caches are there. */
  async run(measured: Case, run: number): Promise<Cost> {
    const { clients = 1 } = measured;
    const sessions = await this.#sessionsFor(clients);
    const isSlow = this.variant.afterWrite !== undefined;
    const transactions = isSlow ? 1 : Math.max(1, Math.round(measured.transactions));
    const [first] = sessions;
    if (first === undefined) throw new Error('a case has one client at least');
    if (run === 1) await measured.once?.(() => this.#openOther());
    if (run === 1 && !isSlow) await this.#warmUp(measured, sessions);
    await measured.prepare?.(first, new Stream(clients, run));
    await first.script('VACUUM');
    return this.#measure(measured, sessions, transactions, run);
  }

  async close(): Promise<void> {
    const sessions = [...this.#sessions.splice(0), ...this.#others.splice(0)];
    await Promise.all(sessions.map((session) => session.close()));
  }

  async #openOther(): Promise<Session> {
    const session = await Session.open(this.url);
    this.#others.push(session);
    return session;
  }

  async #sessionsFor(clients: number): Promise<readonly Session[]> {
    while (this.#sessions.length < clients) this.#sessions.push(await Session.open(this.url));
    return this.#sessions.slice(0, clients);
  }

  async #warmUp(measured: Case, sessions: readonly Session[]): Promise<void> {
    const transactions = Math.min(20, Math.max(1, Math.round(measured.transactions / 10)));
    const [first] = sessions;
    for (const [client, session] of sessions.entries()) {
      const stream = new Stream(client, 0);
      if (first !== undefined) await measured.prepare?.(first, stream);
      for (let n = 0; n < transactions; n += 1) await measured.write(session, stream);
    }
  }

  async #measure(measured: Case, sessions: readonly Session[], transactions: number, run: number): Promise<Cost> {
    const before = sessions.map((session) => session.cpuTime());
    const start = performance.now();
    const waits = await Promise.all(
      sessions.map((session, client) => this.#write(measured, session, new Stream(client, run), transactions)),
    );
    const total = transactions * sessions.length;
    const interval = ((performance.now() - start) * 1000) / total;
    const used = sessions.map((session, i) => (session.cpuTime() ?? Number.NaN) - (before[i] ?? Number.NaN));
    const cpu = used.reduce((sum, each) => sum + each, 0) / total;
    return { cpu: Number.isNaN(cpu) ? undefined : cpu, latency: spreadOf(waits.flat()).median, interval };
  }

  async #write(measured: Case, session: Session, stream: Stream, transactions: number): Promise<readonly number[]> {
    const waits: number[] = [];
    for (let n = 0; n < transactions; n += 1) {
      const start = performance.now();
      await measured.write(session, stream);
      for (const statement of this.variant.afterWrite ?? []) await session.script(statement);
      waits.push((performance.now() - start) * 1000);
    }
    return waits;
  }
}
