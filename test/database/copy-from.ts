import pg from 'pg';

interface CopyConnection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** `COPY ... FROM stdin` with its rows; the driver has the protocol messages, but no query that sends them. */
class CopyFromStdin extends pg.Query {
  readonly #data: Buffer;

  constructor(statement: string, data: string, done: (error: Error | undefined) => void) {
    super(statement, done);
    this.#data = Buffer.from(data, 'utf8');
  }

  handleCopyInResponse(connection: CopyConnection): void {
    connection.sendCopyFromChunk(this.#data);
    connection.endCopyFrom();
  }
}

/** Runs `COPY ... FROM stdin` with the given rows, as psql does. */
export function copyFromStdin(client: pg.ClientBase, statement: string, data: string): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new CopyFromStdin(statement, data, (error) => (error ? reject(error) : resolve())));
  });
}
