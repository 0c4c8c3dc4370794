import {
  committerOf,
  type Database,
  type Reader,
  type Row,
  readerOf,
  rowAt,
  withCommit,
  withWrite,
} from './database.ts';
import { beginDrain, compute, drainingOf, findLocks, leaveTraces, lockKeys, takeLock, walk } from './drain.ts';
import { holdersOf, tracersOf } from './locking.ts';
import { entriesFor } from './protocol.ts';
import {
  abort,
  type Change,
  ended,
  type Protocol,
  roomForAll,
  type Step,
  type Transaction,
  type World,
} from './transaction.ts';
import { keyColumnOf } from './world.ts';

/** What came of trying a transaction's next step: it waits for others, or the world is another one. */
export type Attempt = { readonly waitsFor: readonly string[] } | { readonly world: World };

/** Tries the next step of a running transaction. */
export function attempt(protocol: Protocol, world: World, index: number): Attempt {
  const transaction = world.transactions[index];
  const [step, ...todo] = transaction?.todo ?? [];
  if (transaction === undefined || step === undefined) throw new Error('the transaction has nothing to do');
  const others = world.transactions.filter((other) => other !== transaction && other.outcome === 'runs');
  const waitsFor = blockersOf(protocol, step, transaction, others, world);
  if (waitsFor.length > 0) return { waitsFor: waitsFor.map(({ name }) => name) };
  if (step.kind === 'commit') return { world: commit(world, transaction, index) };
  const after = hasFailed(protocol, step, transaction, world)
    ? abort(transaction)
    : perform(protocol, world, { ...transaction, todo }, step);
  return { world: replace(world, index, doLocalSteps(protocol, world, after)) };
}

/** The world without a transaction that PostgreSQL has picked to end a deadlock. */
export function rollBack(world: World, index: number): World {
  const transaction = world.transactions[index];
  return transaction === undefined ? world : replace(world, index, abort(transaction));
}

/** What nobody else can tell the moment of is done at once. */
function doLocalSteps(protocol: Protocol, world: World, transaction: Transaction): Transaction {
  let current = transaction;
  for (;;) {
    const [step, ...todo] = current.todo;
    if (step === undefined || !isLocal(step, current, protocol, world)) return current;
    current = perform(protocol, world, { ...current, todo }, step);
  }
}

/** Above READ COMMITTED all reads are of one snapshot; nobody waits for a class where nobody asks for it as a whole. */
function isLocal(step: Step, { level }: Transaction, { room }: Protocol, { transactions }: World): boolean {
  switch (step.kind) {
    case 'drain':
    case 'lock keys':
    case 'leave traces':
      return true;
    case 'find':
    case 'walk':
    case 'compute':
      return level !== 'READ COMMITTED';
    case 'lock':
      return step.lock.value === undefined && !step.lock.exclusive && room >= roomForAll;
    case 'trace':
      return step.mode === 'share' ? room >= roomForAll : transactions.every((one) => one.level === 'READ COMMITTED');
    default:
      return false;
  }
}

function replace(world: World, index: number, transaction: Transaction): World {
  return { ...world, transactions: world.transactions.map((other, at) => (at === index ? transaction : other)) };
}

function commit(world: World, transaction: Transaction, index: number): World {
  const { name, writes, traced } = transaction;
  const traces = { ...world.traces };
  for (const [slot, mode] of Object.entries(traced))
    if (mode === 'write') traces[slot] = `${traces[slot] ?? ''}${name}`;
  return replace({ ...world, database: withCommit(world.database, writes, name), traces }, index, ended(transaction));
}

function blockersOf(
  protocol: Protocol,
  step: Step,
  transaction: Transaction,
  others: readonly Transaction[],
  { database }: World,
): readonly Transaction[] {
  const writersOf = (table: string, keys: readonly string[]): readonly Transaction[] =>
    others.filter(({ writes }) => keys.some((key) => writes[table]?.[key] !== undefined));
  switch (step.kind) {
    case 'change':
      // What others have inserted and not committed is no row to update or delete.
      return step.change.kind === 'insert' || findsRow(step.change, transaction, database)
        ? writersOf(step.change.table, [keyOf(step.change)])
        : [];
    case 'lock':
      return holdersOf(step.lock, others);
    case 'trace':
      return tracersOf(step.slot, step.mode, transaction, others);
    case 'write': {
      const { draining, tview } = drainingOf(protocol, transaction);
      return writersOf(tview.tview.name, Object.keys(draining.computed));
    }
    default:
      return [];
  }
}

/** Whether PostgreSQL raises an error instead: 40001, or 23505 for an INSERT. */
function hasFailed(protocol: Protocol, step: Step, transaction: Transaction, { database, traces }: World): boolean {
  const { snapshot, writes } = transaction;
  const isNewer = (table: string, key: string): boolean =>
    snapshot !== undefined && committerOf(snapshot.database, table, key) !== committerOf(database, table, key);
  switch (step.kind) {
    case 'change': {
      const [{ kind, table }, key] = [step.change, keyOf(step.change)];
      if (kind === 'insert') return rowAt(database, writes, table, key) !== null;
      return findsRow(step.change, transaction, database) && isNewer(table, key);
    }
    case 'trace':
      return snapshot !== undefined && snapshot.traces[step.slot] !== traces[step.slot];
    case 'write': {
      const { draining, tview } = drainingOf(protocol, transaction);
      // Without locks of its own, a drain locks the rows instead.
      const keys = tview.locks.keys ? keysToWrite(protocol, transaction, database) : Object.keys(draining.computed);
      return keys.some((key) => isNewer(tview.tview.name, key));
    }
    default:
      return false;
  }
}

function perform(protocol: Protocol, world: World, transaction: Transaction, step: Step): Transaction {
  const { database, traces } = world;
  const read = (): Reader => readerOf(seenBy(transaction, database), transaction.writes);
  switch (step.kind) {
    case 'begin':
      return { ...transaction, snapshot: { database, traces } };
    case 'change':
      return changeRow(protocol, transaction, step.change, database);
    case 'drain':
      return beginDrain(protocol, transaction);
    case 'find':
      return findLocks(protocol, transaction, step.level, read());
    case 'lock':
      return takeLock(transaction, step.lock);
    case 'walk':
      return walk(protocol, transaction, step.paths, read());
    case 'lock keys':
      return lockKeys(protocol, transaction);
    case 'leave traces':
      return leaveTraces(protocol, world, transaction);
    case 'trace':
      return { ...transaction, traced: { ...transaction.traced, [step.slot]: step.mode } };
    case 'compute':
      return compute(protocol, transaction, read());
    case 'write':
      return writeRows(protocol, transaction, database);
    case 'commit':
      throw new Error('a commit changes more than the transaction');
    default:
      return step satisfies never;
  }
}

/** What the next statement of a transaction sees, its own writes left out. */
function seenBy({ snapshot }: Transaction, database: Database): Database {
  return snapshot?.database ?? database;
}

function findsRow(change: Change, transaction: Transaction, database: Database): boolean {
  return rowAt(seenBy(transaction, database), transaction.writes, change.table, keyOf(change)) !== null;
}

function keyOf(change: Change): string {
  return String(change.kind === 'insert' ? change.row[keyColumnOf(change.table)] : change.key);
}

function changeRow(protocol: Protocol, transaction: Transaction, change: Change, database: Database): Transaction {
  const key = keyOf(change);
  const before = rowAt(seenBy(transaction, database), transaction.writes, change.table, key);
  if (change.kind === 'insert') return write(protocol, transaction, change.table, key, null, change.row);
  if (before === null) return transaction;
  const after = change.kind === 'update' ? { ...before, ...change.set } : null;
  return write(protocol, transaction, change.table, key, before, after);
}

/** The keys of rows that are not what the SELECT gave. */
function keysToWrite(protocol: Protocol, transaction: Transaction, database: Database): readonly string[] {
  const { draining, tview } = drainingOf(protocol, transaction);
  const seen = seenBy(transaction, database);
  return Object.entries(draining.computed)
    .filter(([key, row]) => {
      const has = rowAt(seen, transaction.writes, tview.tview.name, key);
      return JSON.stringify(has) !== JSON.stringify(row);
    })
    .map(([key]) => key);
}

function writeRows(protocol: Protocol, transaction: Transaction, database: Database): Transaction {
  const { draining, tview } = drainingOf(protocol, transaction);
  const seen = seenBy(transaction, database);
  const written = keysToWrite(protocol, transaction, database).reduce((current, key) => {
    const before = rowAt(seen, transaction.writes, tview.tview.name, key);
    return write(protocol, current, tview.tview.name, key, before, draining.computed[key] ?? null);
  }, transaction);
  return { ...written, draining: undefined };
}

function write(
  { plan, linked }: Protocol,
  transaction: Transaction,
  table: string,
  key: string,
  before: Row | null,
  after: Row | null,
): Transaction {
  return {
    ...transaction,
    writes: withWrite(transaction.writes, table, key, after),
    queue: [...transaction.queue, ...entriesFor(plan, table, before, after, linked)],
  };
}
