/** How often something is tried again; times are milliseconds. */
export interface Patience {
  /** After that no attempt starts any more. */
  readonly timeout: number;
  readonly firstPause: number;
  readonly longestPause: number;
}

/** Time and chance; tests bring their own. */
export interface Clock {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Those of the machine. */
export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: Math.random,
};

/** What an attempt came to: a value, or why it is worth another one. */
export type Attempt<Value, Reason> =
  | { readonly done: true; readonly value: Value }
  | { readonly done: false; readonly reason: Reason };

/**
 * Tries until it is done or the time is up, with pauses that double up to the longest one. Each is cut by up to half, at
 * random: what comes back at regular times, like a job of every ten seconds, is not met each time. Errors end it.
 */
export async function retry<Value, Reason>(
  { timeout, firstPause, longestPause }: Patience,
  attempt: (number: number) => Promise<Attempt<Value, Reason>>,
  { now, sleep, random }: Clock,
): Promise<{ readonly attempts: number; readonly last: Attempt<Value, Reason> }> {
  const end = now() + timeout;
  for (let number = 1; ; number++) {
    const last = await attempt(number);
    const pause = Math.min(longestPause, firstPause * 2 ** (number - 1)) * (1 - random() / 2);
    if (last.done || now() + pause > end) return { attempts: number, last };
    await sleep(pause);
  }
}
