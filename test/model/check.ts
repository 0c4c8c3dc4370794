import { readerOf } from './database.ts';
import { describeStep } from './describe.ts';
import { Identities } from './identities.ts';
import { computedRows } from './protocol.ts';
import { attempt, rollBack } from './step.ts';
import { type Protocol, type Script, startTransaction, type World } from './transaction.ts';
import { firstDatabase, keyText } from './world.ts';

/** What all interleavings of some transactions came to. */
export interface Checked {
  readonly states: number;
  /** The ways from the first state to a last one. */
  readonly schedules: number;
  readonly failure: Failure | undefined;
}

/** A shortest schedule after which something is wrong. */
interface Failure {
  readonly problem: string;
  readonly schedule: readonly string[];
}

interface Node {
  readonly world: World;
  readonly from: Node | undefined;
  /** The step that led here. */
  readonly step: string;
  readonly next: Node[];
  schedules: number;
}

/** Runs all interleavings of transactions; ends at the first state that is wrong. */
export function check(protocol: Protocol, scripts: readonly Script[]): Checked {
  const transactions = scripts.map((script, index) => startTransaction(`T${index + 1}`, script));
  const first = { database: firstDatabase(protocol.plan), traces: {}, transactions };
  const root: Node = { world: first, from: undefined, step: '', next: [], schedules: 0 };
  const nodes = [root];
  const identities = new Identities();
  const known = new Map([[identities.ofWorld(first), root]]);
  for (const node of nodes) {
    const { moves, problem } = explore(protocol, node.world);
    if (problem !== undefined)
      return { states: nodes.length, schedules: 0, failure: { problem, schedule: scheduleTo(node) } };
    for (const { world, step } of moves) {
      const id = identities.ofWorld(world);
      const found = known.get(id) ?? { world, from: node, step, next: [], schedules: 0 };
      if (!known.has(id)) {
        known.set(id, found);
        nodes.push(found);
      }
      node.next.push(found);
    }
  }
  return { states: nodes.length, schedules: countSchedules(root), failure: undefined };
}

interface Move {
  readonly world: World;
  readonly step: string;
}

function explore(protocol: Protocol, world: World): { moves: readonly Move[]; problem?: string } {
  const running = world.transactions.flatMap(({ outcome }, index) => (outcome === 'runs' ? [index] : []));
  if (running.length === 0) {
    const problem = staleRow(protocol, world);
    return problem === undefined ? { moves: [] } : { moves: [], problem };
  }
  const waits = new Map<string, readonly string[]>();
  const moves = running.flatMap((index): readonly Move[] => {
    const transaction = world.transactions[index];
    if (transaction === undefined) return [];
    const tried = attempt(protocol, world, index);
    if ('world' in tried) {
      const hasFailed = tried.world.transactions[index]?.outcome === 'aborted';
      return [
        { world: tried.world, step: `${describeStep(protocol, transaction)}${hasFailed ? ': error, rolls back' : ''}` },
      ];
    }
    waits.set(transaction.name, tried.waitsFor);
    return [];
  });
  return moves.length > 0 ? { moves } : endDeadlock(protocol, world, waits);
}

/** A deadlock among statements of the applications ends as PostgreSQL ends it; one with a drain must not be. */
function endDeadlock(
  protocol: Protocol,
  world: World,
  waits: ReadonlyMap<string, readonly string[]>,
): { moves: readonly Move[]; problem?: string } {
  const inCircle = world.transactions.filter(({ name }) => reaches(waits, name, name));
  const drains = inCircle.filter(({ todo }) => todo[0]?.kind !== 'change');
  if (drains.length > 0) {
    const next = inCircle.map((one) => `${describeStep(protocol, one)} (waits for ${waits.get(one.name)?.join(', ')})`);
    return { moves: [], problem: `a deadlock with a drain:\n  ${next.join('\n  ')}` };
  }
  const moves = inCircle.map(({ name }) => {
    const index = world.transactions.findIndex((one) => one.name === name);
    return { world: rollBack(world, index), step: `${name}: deadlock among statements, rolls back` };
  });
  return { moves };
}

function reaches(waits: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const open = [...(waits.get(from) ?? [])];
  for (const name of open) {
    if (name === to) return true;
    if (!seen.has(name)) open.push(...(waits.get(name) ?? []));
    seen.add(name);
  }
  return false;
}

/** A row that is not what the SELECT gives. */
function staleRow({ plan }: Protocol, { database }: World): string | undefined {
  const read = readerOf(database, {});
  for (const planned of plan.tviews) {
    const { tview, key } = planned;
    const byKey = (rows: readonly Readonly<Record<string, unknown>>[]) =>
      new Map(rows.map((row) => [keyText(row as never, key), JSON.stringify(row)]));
    const [has, should] = [byKey(read(tview.name)), byKey(computedRows(planned, read))];
    for (const at of new Set([...has.keys(), ...should.keys()]))
      if (has.get(at) !== should.get(at))
        return `${tview.name} ${at} is ${has.get(at) ?? 'nothing'}, should be ${should.get(at) ?? 'nothing'}`;
  }
  return undefined;
}

function scheduleTo(last: Node): readonly string[] {
  const steps: string[] = [];
  for (let node: Node | undefined = last; node?.from !== undefined; node = node.from) steps.unshift(node.step);
  return steps;
}

/** Every step leads on, so there are no circles. */
function countSchedules(root: Node): number {
  const open = [root];
  for (let node = open.at(-1); node !== undefined; node = open.at(-1)) {
    const unknown = node.next.filter(({ schedules }) => schedules === 0);
    if (unknown.length > 0) {
      open.push(...unknown);
      continue;
    }
    node.schedules = node.next.length === 0 ? 1 : node.next.reduce((sum, { schedules }) => sum + schedules, 0);
    open.pop();
  }
  return root.schedules;
}
