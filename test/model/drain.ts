import type { PlannedTview } from '../../src/plan/types.ts';
import type { Reader } from './database.ts';
import { lockName, lockSteps, traceSteps } from './locking.ts';
import { computedRows, keyLocks, keysFound, type Lock, levelsOf, lookupLocks, ownClasses } from './protocol.ts';
import type { Draining, Protocol, Step, Transaction, World } from './transaction.ts';
import { keyText } from './world.ts';

/** `drain_queue()`: takes the entries of the first TVIEW that has any, or commits. */
export function beginDrain(protocol: Protocol, transaction: Transaction): Transaction {
  const { queue } = transaction;
  if (queue.length === 0) return { ...transaction, draining: undefined, todo: [{ kind: 'commit' }] };
  const position = Math.min(...queue.map((entry) => entry.position));
  const tview = tviewAt(protocol, position);
  const entries = queue.filter((entry) => entry.position === position);
  const levels = levelsOf(tview).map((_, level): Step => ({ kind: 'find', level }));
  const own: readonly Step[] =
    ownClasses(tview).length === 0
      ? []
      : [
          { kind: 'find', level: 'own' },
          { kind: 'walk', paths: 'own' },
        ];
  const traces: readonly Step[] = protocol.traces ? [{ kind: 'leave traces' }] : [];
  return {
    ...transaction,
    queue: queue.filter((entry) => entry.position !== position),
    draining: { position, entries, locks: [], keys: [], computed: {} },
    todo: [
      ...levels,
      { kind: 'walk', paths: 'others' },
      ...own,
      { kind: 'lock keys' },
      ...traces,
      { kind: 'compute' },
      { kind: 'write' },
      { kind: 'drain' },
    ],
  };
}

/** Finds what is to be looked up in the classes of a level, and goes on to hold it, with the transaction's own links. */
export function findLocks(
  protocol: Protocol,
  transaction: Transaction,
  level: number | 'own',
  read: Reader,
): Transaction {
  const { draining, tview } = drainingOf(protocol, transaction);
  const classes = level === 'own' ? ownClasses(tview) : (levelsOf(tview)[level] ?? []);
  const isHere = ({ number }: Lock): boolean => classes.some((one) => one.number === number);
  const links =
    level === 'own'
      ? classes.flatMap((one) => keyLocks(draining.keys, one, false))
      : draining.entries.flatMap((entry) => entry.links);
  const shared = protocol.sharedLinks ? links.filter(isHere) : [];
  const exclusive = protocol.exclusiveLookups ? lookupLocks(tview, classes, draining.entries, read) : [];
  return hold(protocol, transaction, [...shared, ...exclusive]);
}

/** Walks the paths to the keys. */
export function walk(protocol: Protocol, transaction: Transaction, paths: 'own' | 'others', read: Reader): Transaction {
  const { draining, tview } = drainingOf(protocol, transaction);
  const keys = [...draining.keys, ...keysFound(tview, paths, draining.entries, read)];
  return { ...transaction, draining: { ...draining, keys } };
}

/** Goes on to hold the keys. */
export function lockKeys(protocol: Protocol, transaction: Transaction): Transaction {
  const { draining, tview } = drainingOf(protocol, transaction);
  const { keys } = tview.locks;
  return keys && protocol.keyLocks ? hold(protocol, transaction, keyLocks(draining.keys, keys, true)) : transaction;
}

function hold(protocol: Protocol, transaction: Transaction, locks: readonly Lock[]): Transaction {
  const { draining } = drainingOf(protocol, transaction);
  const { steps, held } = lockSteps(protocol, locks);
  return {
    ...transaction,
    draining: { ...draining, locks: [...draining.locks, ...held] },
    todo: [...steps, ...transaction.todo],
  };
}

/** A lock that nobody else holds so that it would have to wait. */
export function takeLock(transaction: Transaction, lock: Lock): Transaction {
  const name = lockName(lock);
  const mode = lock.exclusive || transaction.held[name] === 'exclusive' ? 'exclusive' : 'shared';
  return { ...transaction, held: { ...transaction.held, [name]: mode } };
}

/** Goes on to leave traces of all that it holds for this TVIEW. */
export function leaveTraces(protocol: Protocol, world: World, transaction: Transaction): Transaction {
  const { draining } = drainingOf(protocol, transaction);
  const traced = world.transactions.flatMap((other) => Object.keys(other.traced));
  const steps = traceSteps(transaction.level, draining.locks, [...Object.keys(world.traces), ...traced]);
  return { ...transaction, todo: [...steps, ...transaction.todo] };
}

/** What the SELECT gives for the keys. */
export function compute(protocol: Protocol, transaction: Transaction, read: Reader): Transaction {
  const { draining, tview } = drainingOf(protocol, transaction);
  const rows = new Map(computedRows(tview, read).map((row) => [keyText(row, tview.key), row]));
  const computed = Object.fromEntries(
    draining.keys
      .map((key) => keyText(key, tview.key))
      .sort()
      .map((key) => [key, rows.get(key) ?? null]),
  );
  return { ...transaction, draining: { ...draining, computed } };
}

/** The TVIEW that a transaction drains. */
export function drainingOf(
  protocol: Protocol,
  { draining }: Transaction,
): { readonly draining: Draining; readonly tview: PlannedTview } {
  if (draining === undefined) throw new Error('the transaction does not drain');
  return { draining, tview: tviewAt(protocol, draining.position) };
}

function tviewAt({ plan }: Protocol, position: number): PlannedTview {
  const tview = plan.tviews.find((one) => one.position === position);
  if (tview === undefined) throw new Error(`no TVIEW has position ${position}`);
  return tview;
}
