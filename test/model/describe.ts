import { drainingOf } from './drain.ts';
import type { Lock } from './protocol.ts';
import type { Change, Protocol, Transaction } from './transaction.ts';
import { keyColumnOf } from './world.ts';

/** What a transaction does next, in words. */
export function describeStep(protocol: Protocol, transaction: Transaction): string {
  return `${transaction.name}: ${words(protocol, transaction)}`;
}

function words(protocol: Protocol, transaction: Transaction): string {
  const step = transaction.todo[0];
  switch (step?.kind) {
    case undefined:
      return 'nothing';
    case 'begin':
      return `takes its snapshot (${transaction.level})`;
    case 'change':
      return describeChange(step.change);
    case 'lock':
      return `holds ${describeLock(protocol, step.lock)}`;
    case 'find':
      return `${nameOf(protocol, transaction)}: finds what to look up${step.level === 'own' ? ' in its own rows' : ''}`;
    case 'walk':
      return `${nameOf(protocol, transaction)}: walks the paths${step.paths === 'own' ? ' through its own rows' : ''}`;
    case 'trace':
      return `${step.mode === 'share' ? 'asks for' : 'leaves'} the trace ${step.slot}`;
    case 'compute':
      return `${nameOf(protocol, transaction)}: computes ${describeKeys(protocol, transaction)}`;
    case 'write':
      return `${nameOf(protocol, transaction)}: writes ${describeKeys(protocol, transaction)}`;
    default:
      return step?.kind ?? '';
  }
}

function nameOf(protocol: Protocol, transaction: Transaction): string {
  return drainingOf(protocol, transaction).tview.tview.name;
}

function describeKeys(protocol: Protocol, transaction: Transaction): string {
  const { keys } = drainingOf(protocol, transaction).draining;
  const texts = keys.map((key) => Object.values(key).join(', '));
  return texts.length === 0 ? 'nothing' : [...new Set(texts)].join('; ');
}

function describeChange(change: Change): string {
  const list = (row: object, separator: string): string =>
    Object.entries(row)
      .map(([name, value]) => `${name} = ${value}`)
      .join(separator);
  switch (change.kind) {
    case 'insert':
      return `INSERT INTO ${change.table}: ${list(change.row, ', ')}`;
    case 'update':
      return `UPDATE ${change.table} SET ${list(change.set, ', ')} WHERE ${keyColumnOf(change.table)} = ${change.key}`;
    case 'delete':
      return `DELETE FROM ${change.table} WHERE ${keyColumnOf(change.table)} = ${change.key}`;
    default:
      return change satisfies never;
  }
}

/** `tb_c (fk_b) [1], exclusively` */
function describeLock({ plan }: Protocol, { number, value, exclusive }: Lock): string {
  const found = plan.tviews.flatMap(({ tview, locks }) => [
    ...locks.classes.map((one) => ({ number: one.number, name: `${one.relation.name} (${one.columns.join(', ')})` })),
    ...(locks.keys ? [{ number: locks.keys.number, name: `the key of ${tview.name}` }] : []),
  ]);
  const name = found.find((one) => one.number === number)?.name ?? String(number);
  return `${name} ${value ?? 'as a whole'}, ${exclusive ? 'exclusively' : 'shared'}`;
}
