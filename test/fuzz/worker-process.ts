import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestServer } from '../support/postgres.ts';
import type { RoundOptions } from './round.ts';
import type { SessionResult } from './session.ts';
import type { Answer, Request } from './worker.ts';

/** A compiler that says nothing for so long, in milliseconds, has hung. */
const silenceLimit = 180_000;

/** How a round ended. */
export type RoundOutcome =
  | { readonly kind: 'done'; readonly result: SessionResult }
  /** The round itself broke, which is a bug of the fuzzer. */
  | { readonly kind: 'failed'; readonly error: string }
  /** Nothing was heard of it any more, and its process has been ended. */
  | { readonly kind: 'hung'; readonly doing: string };

/** A process of its own, which runs rounds one after the other; a hung one is replaced. */
export class WorkerProcess {
  readonly #server: TestServer;
  #child: ChildProcess | undefined;

  constructor(server: TestServer) {
    this.#server = server;
  }

  get major(): number {
    return this.#server.major;
  }

  async run(options: Omit<RoundOptions, 'onProgress'>): Promise<RoundOutcome> {
    if (this.#child === undefined) {
      this.#child = fork(join(import.meta.dirname, 'worker.ts'));
      const opened = await this.#request({ kind: 'open', server: this.#server });
      if (opened.kind !== 'ready') return toOutcome(opened);
    }
    return toOutcome(await this.#request({ kind: 'round', options }));
  }

  async close(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    child.send({ kind: 'close' } satisfies Request);
    await once(child, 'exit');
  }

  #request(request: Request): Promise<Answer | { readonly kind: 'hung'; readonly doing: string }> {
    const child = this.#child;
    if (child === undefined) throw new Error('the worker has not been started');
    return new Promise((resolve) => {
      let doing = 'starting';
      const settle = (answer: Parameters<typeof resolve>[0]) => {
        clearTimeout(timer);
        child.off('message', onMessage);
        child.off('exit', onExit);
        resolve(answer);
      };
      const onSilence = () => {
        this.#child = undefined;
        child.kill('SIGKILL');
        settle({ kind: 'hung', doing });
      };
      const onExit = (code: number | null) => {
        this.#child = undefined;
        settle({ kind: 'failed', error: `the worker ended with ${code} while ${doing}` });
      };
      const onMessage = (answer: Answer) => {
        if (answer.kind !== 'doing') return settle(answer);
        doing = answer.what;
        timer.refresh();
      };
      const timer = setTimeout(onSilence, silenceLimit);
      child.on('message', onMessage);
      child.once('exit', onExit);
      child.send(request);
    });
  }
}

function toOutcome(answer: Answer | { readonly kind: 'hung'; readonly doing: string }): RoundOutcome {
  if (answer.kind === 'round') return { kind: 'done', result: answer.result };
  if (answer.kind === 'hung' || answer.kind === 'failed') return answer;
  return { kind: 'failed', error: `unexpected answer: ${answer.kind}` };
}
