import type { Lock } from './protocol.ts';
import type { Protocol, Step, Transaction } from './transaction.ts';

/** What `hold()` does: locks in ascending order, each class before its values, and in their place where they are many. */
export function lockSteps(
  protocol: Protocol,
  locks: readonly Lock[],
): { steps: readonly Step[]; held: readonly Lock[] } {
  const held = merged(
    protocol,
    locks.flatMap((lock) => (isMany(lock, locks, protocol.room) ? wholeClass(lock) : [lock])),
  );
  const inOrder = [...new Set(held.map(({ number }) => number))].flatMap((number) => {
    const here = held.filter((lock) => lock.number === number);
    const whole = here.filter(({ value }) => value === undefined);
    return whole.length > 0 ? whole : [{ number, value: undefined, exclusive: false }, ...here];
  });
  const steps = inOrder.map((lock): Step => ({ kind: 'lock', lock }));
  return { steps, held };
}

function isMany({ number }: Lock, locks: readonly Lock[], room: number): boolean {
  const values = locks.filter((other) => other.number === number).map(({ value }) => value);
  return new Set(values).size > room;
}

function wholeClass({ number }: Lock): readonly Lock[] {
  return [{ number, value: undefined, exclusive: true }];
}

/** Each once, exclusive where any of them is, and sorted. */
function merged({ order }: Pick<Protocol, 'order'>, locks: readonly Lock[]): readonly Lock[] {
  const found = new Map<string, Lock>();
  for (const lock of locks) {
    const exclusive = lock.exclusive || (found.get(lockName(lock))?.exclusive ?? false);
    found.set(lockName(lock), { ...lock, exclusive });
  }
  if (order === 'as found') return [...found.values()];
  const text = ({ value = '' }: Lock) => value;
  return [...found.values()].sort((a, b) => a.number - b.number || (text(a) < text(b) ? -1 : 1));
}

/** `3 [1]`, or `3` for the class as a whole. */
export function lockName({ number, value }: Lock): string {
  return value === undefined ? String(number) : `${number} ${value}`;
}

/** Those that hold a lock so that this one has to wait. */
export function holdersOf({ exclusive, ...lock }: Lock, others: readonly Transaction[]): readonly Transaction[] {
  const name = lockName({ ...lock, exclusive });
  return others.filter(({ held }) => (exclusive ? held[name] !== undefined : held[name] === 'exclusive'));
}

/**
 * What `leave_trace()` does, slot by slot. `written` are the slots that anybody has written so far: who holds a class as a
 * whole asks for all of them.
 */
export function traceSteps(
  level: Transaction['level'],
  locks: readonly Lock[],
  written: readonly string[],
): readonly Step[] {
  const all = merged({ order: 'ascending' }, locks);
  if (level === 'READ COMMITTED')
    return all.map((lock): Step => ({ kind: 'trace', slot: slotOf(lock), mode: 'write' }));
  const classes = [...new Set(all.map(({ number }) => number))];
  const shared = classes.map((number): Step => ({ kind: 'trace', slot: classSlot(number), mode: 'share' }));
  const own = all.flatMap((lock) =>
    lock.value === undefined
      ? [...new Set([...written.filter((slot) => slot.startsWith(`${lock.number} `)), slotOf(lock)])].sort()
      : [slotOf(lock)],
  );
  return [...shared, ...own.map((slot): Step => ({ kind: 'trace', slot, mode: 'write' }))];
}

function slotOf({ number, value }: Lock): string {
  return value === undefined ? classSlot(number) : `${number} ${value}`;
}

/** Sorts behind its values. */
function classSlot(number: number): string {
  return `${number} ~`;
}

/** Those whose traces in a slot have to be waited for. At READ COMMITTED each transaction has a lane of its own. */
export function tracersOf(
  slot: string,
  mode: 'share' | 'write',
  { level }: Transaction,
  others: readonly Transaction[],
): readonly Transaction[] {
  return others.filter((other) => {
    const theirs = other.traced[slot];
    if (theirs === undefined || (theirs === 'share' && mode === 'share')) return false;
    return !(level === 'READ COMMITTED' && other.level === 'READ COMMITTED');
  });
}
