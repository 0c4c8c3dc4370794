import type { TestServer } from '../support/postgres.ts';
import type { RoundOptions } from './round.ts';
import { Session, type SessionResult } from './session.ts';

/** What the parent sends: first the server, then one request for each round. */
export type Request =
  | { readonly kind: 'open'; readonly server: TestServer }
  | { readonly kind: 'round'; readonly options: Omit<RoundOptions, 'onProgress'> }
  | { readonly kind: 'close' };

/** What the worker answers. `doing` comes whenever it starts something that can take its time. */
export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'doing'; readonly what: string }
  | { readonly kind: 'round'; readonly result: SessionResult }
  | { readonly kind: 'failed'; readonly error: string };

let session: Session | undefined;

async function answer(request: Request): Promise<Answer> {
  if (request.kind === 'open') {
    session = await Session.open(request.server);
    return { kind: 'ready' };
  }
  if (request.kind === 'close' || session === undefined) {
    await session?.close();
    process.disconnect();
    return { kind: 'ready' };
  }
  const onProgress = (what: string) => send({ kind: 'doing', what });
  return { kind: 'round', result: await session.run({ ...request.options, onProgress }) };
}

function send(message: Answer): void {
  if (process.connected) process.send?.(message);
}

process.on('message', (request: Request) => {
  answer(request).then(send, (error: unknown) => {
    send({ kind: 'failed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  });
});
