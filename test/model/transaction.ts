import type { Plan } from '../../src/plan/types.ts';
import type { Database, Row, Writes } from './database.ts';
import type { Entry, Linked, Lock } from './protocol.ts';

/** A statement that changes one row, or none where there is none with the key. */
export type Change =
  | { readonly kind: 'insert'; readonly table: string; readonly row: Row }
  | { readonly kind: 'update'; readonly table: string; readonly key: number; readonly set: Row }
  | { readonly kind: 'delete'; readonly table: string; readonly key: number };

export type Level = 'READ COMMITTED' | 'REPEATABLE READ';

/** What a transaction is to do. */
export interface Script {
  readonly level: Level;
  readonly changes: readonly Change[];
}

/** What a transaction does at once, as seen from others: with one snapshot, or by waiting for one lock. */
export type Step =
  | { readonly kind: 'begin' }
  | { readonly kind: 'change'; readonly change: Change }
  /** Takes the entries of the next TVIEW; the rest is done for that one. */
  | { readonly kind: 'drain' }
  | { readonly kind: 'find'; readonly level: number | 'own' }
  | { readonly kind: 'lock'; readonly lock: Lock }
  | { readonly kind: 'walk'; readonly paths: 'own' | 'others' }
  | { readonly kind: 'lock keys' }
  | { readonly kind: 'leave traces' }
  | { readonly kind: 'trace'; readonly slot: string; readonly mode: 'share' | 'write' }
  | { readonly kind: 'compute' }
  | { readonly kind: 'write' }
  | { readonly kind: 'commit' };

/** Who has committed a trace in a slot, one after the other. */
export type Traces = Readonly<Record<string, string>>;

/** What a transaction above READ COMMITTED goes on seeing. */
interface Snapshot {
  readonly database: Database;
  readonly traces: Traces;
}

/** Where a transaction has come to; never changed. */
export interface Transaction {
  readonly name: string;
  readonly level: Level;
  readonly outcome: 'runs' | 'committed' | 'aborted';
  readonly todo: readonly Step[];
  readonly snapshot: Snapshot | undefined;
  readonly writes: Writes;
  readonly queue: readonly Entry[];
  /** Advisory locks, by what `lockName` makes of them. */
  readonly held: Readonly<Record<string, 'shared' | 'exclusive'>>;
  readonly traced: Readonly<Record<string, 'share' | 'write'>>;
  readonly draining: Draining | undefined;
}

/** The TVIEW that a drain works on. */
export interface Draining {
  readonly position: number;
  readonly entries: readonly Entry[];
  readonly locks: readonly Lock[];
  readonly keys: readonly Row[];
  /** What its SELECT gives for the keys, by their text. */
  readonly computed: Readonly<Record<string, Row | null>>;
}

/** Everything, at one moment. */
export interface World {
  readonly database: Database;
  readonly traces: Traces;
  readonly transactions: readonly Transaction[];
}

/** What is compiled, and what of the protocol is left out to see that the model finds out. */
export interface Protocol {
  readonly plan: Plan;
  readonly sharedLinks: boolean;
  readonly exclusiveLookups: boolean;
  readonly keyLocks: boolean;
  readonly linked: Linked;
  readonly order: 'ascending' | 'as found';
  readonly traces: boolean;
  /** How many values of a class are held one by one at most. */
  readonly room: number;
}

/** More values of a class than transactions of the model ever have. */
export const roomForAll = 64;

/** The protocol as it is. */
export function wholeProtocol(plan: Plan): Protocol {
  return {
    plan,
    sharedLinks: true,
    exclusiveLookups: true,
    keyLocks: true,
    linked: 'both images',
    order: 'ascending',
    traces: true,
    room: roomForAll,
  };
}

/** A transaction that has done nothing yet. */
export function startTransaction(name: string, { level, changes }: Script): Transaction {
  const begin: readonly Step[] = level === 'READ COMMITTED' ? [] : [{ kind: 'begin' }];
  const all = changes.map((change): Step => ({ kind: 'change', change }));
  return {
    name,
    level,
    outcome: 'runs',
    todo: [...begin, ...all, { kind: 'drain' }],
    snapshot: undefined,
    writes: {},
    queue: [],
    held: {},
    traced: {},
    draining: undefined,
  };
}

/** Rolled back: nothing is left of it. */
export function abort(transaction: Transaction): Transaction {
  return { ...ended(transaction), outcome: 'aborted' };
}

/** Without what only a running transaction needs. */
export function ended(transaction: Transaction): Transaction {
  const nothing = { todo: [], snapshot: undefined, writes: {}, queue: [], held: {}, traced: {}, draining: undefined };
  return { ...transaction, ...nothing, outcome: 'committed' };
}
