import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';

/** A client's connection. Statements are prepared once, as applications with a driver of any worth do. */
export class Session {
  readonly #client: pg.Client;
  readonly #processId: number;
  readonly #names = new Map<string, string>();

  private constructor(client: pg.Client, processId: number) {
    this.#client = client;
    this.#processId = processId;
  }

  static async open(url: string): Promise<Session> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return new Session(client, rows[0]?.pid ?? 0);
  }

  /** Runs one prepared statement; outside BEGIN and COMMIT it is a transaction. */
  async run(text: string, values: readonly unknown[] = []): Promise<void> {
    await this.#client.query({ name: this.#nameOf(text), text, values: [...values] });
  }

  /** Whether the server has no files of an extension; false where none is named. */
  async lacks(extension: string | undefined): Promise<boolean> {
    if (extension === undefined) return false;
    return (await this.script(`SELECT FROM pg_available_extensions WHERE name = '${extension}'`)).length === 0;
  }

  /** Runs statements without preparing them. */
  async script(text: string): Promise<Record<string, unknown>[]> {
    return (await this.#client.query<Record<string, unknown>>(text)).rows;
  }

  async close(): Promise<void> {
    await this.#client.end();
  }

  /**
   * CPU time that the server has spent for this session, in microseconds: other work on the machine makes writes take
   * longer, but takes little of this. Undefined for a server on another machine or system.
   */
  cpuTime(): number | undefined {
    try {
      return Number(readFileSync(`/proc/${this.#processId}/schedstat`, 'utf8').split(' ')[0]) / 1000;
    } catch {
      return undefined;
    }
  }

  #nameOf(text: string): string {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const name = createHash('md5').update(text).digest('hex');
    this.#names.set(text, name);
    return name;
  }
}

/** Opens a session, hands it to `use`, and closes it whatever happens. */
export async function inSession<Value>(url: string, use: (session: Session) => Promise<Value>): Promise<Value> {
  const session = await Session.open(url);
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}
