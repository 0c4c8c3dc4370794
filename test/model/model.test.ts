import { describe, expect, test } from 'vitest';
import { type Checked, check } from './check.ts';
import { type MutationName, mutations } from './mutations.ts';
import { atAllLevels, changes, multisets, pairsOfChanges, treeChanges } from './scripts.ts';
import { type Change, type Protocol, type Script, wholeProtocol } from './transaction.ts';
import { planOf, type ShapeName, shapeNames } from './world.ts';

const timeout = 60_000;
const chainShapes = shapeNames.filter((name) => name !== 'tv_node');

async function protocolFor(...names: readonly ShapeName[]): Promise<Protocol> {
  return wholeProtocol(await planOf(names));
}

function changesFor(shape: ShapeName): readonly Change[] {
  return shape === 'tv_node' ? treeChanges : Object.values(changes);
}

/** All transactions of one change each. */
function single(list: readonly Change[]): readonly (readonly Change[])[] {
  return list.map((change) => [change]);
}

function atReadCommitted(transactions: readonly (readonly Change[])[]): readonly Script[] {
  return transactions.map((list) => ({ level: 'READ COMMITTED', changes: list }));
}

/** Checks sets of transactions; ends at the first failure. */
function checkAll(protocol: Protocol, sets: readonly (readonly Script[])[]): Checked {
  let states = 0;
  let schedules = 0;
  for (const scripts of sets) {
    const checked = check(protocol, scripts);
    states += checked.states;
    schedules += checked.schedules;
    if (checked.failure) return { states, schedules, failure: checked.failure };
  }
  return { states, schedules, failure: undefined };
}

function describeFailure({ failure }: Checked): string {
  return failure === undefined ? '' : [failure.problem, ...failure.schedule].join('\n');
}

describe('in every interleaving TVIEWs are right in the end, and no drain deadlocks', () => {
  test.for(shapeNames)('two transactions of one change, at all levels: %s', { timeout }, async (shape) => {
    const sets = multisets(single(changesFor(shape)), 2).flatMap(atAllLevels);
    const checked = checkAll(await protocolFor(shape), sets);
    expect(describeFailure(checked)).toBe('');
    expect(checked.states).toBeGreaterThan(5_000);
  });

  test.for(chainShapes)('two transactions of two changes, at all levels: %s', { timeout }, async (shape) => {
    const sets = multisets(pairsOfChanges, 2).flatMap(atAllLevels);
    const checked = checkAll(await protocolFor(shape), sets);
    expect(describeFailure(checked)).toBe('');
  });

  test.for(chainShapes)(
    'where one value is too many, and classes are held as a whole: %s',
    { timeout },
    async (shape) => {
      const sets = multisets(pairsOfChanges, 2).flatMap(atAllLevels);
      const checked = checkAll({ ...(await protocolFor(shape)), room: 1 }, sets);
      expect(describeFailure(checked)).toBe('');
    },
  );

  test.for(shapeNames)('three transactions: %s', { timeout }, async (shape) => {
    const names = [
      'a1 is renamed',
      'b1 moves to a3',
      'b2 moves to a1',
      'c1 moves to b2',
      'c2 moves to b1',
      'c3 comes to b1',
    ] as const;
    const list = shape === 'tv_node' ? treeChanges : names.map((name) => changes[name]);
    const checked = checkAll(await protocolFor(shape), multisets(single(list), 3).map(atReadCommitted));
    expect(describeFailure(checked)).toBe('');
  });

  test('several TVIEWs, one after another', { timeout }, async () => {
    const protocol = await protocolFor('tv_child', 'tv_parent', 'tv_value');
    const checked = checkAll(protocol, multisets(pairsOfChanges, 2).map(atReadCommitted));
    expect(describeFailure(checked)).toBe('');
  });

  // A row that goes hides nothing: others find too many keys by it, and never too few.
  test('links of new images alone would do', { timeout }, async () => {
    for (const shape of chainShapes) {
      const protocol: Protocol = { ...(await protocolFor(shape)), linked: 'new image' };
      const checked = checkAll(protocol, multisets(pairsOfChanges, 2).map(atReadCommitted));
      expect(describeFailure(checked)).toBe('');
    }
  });
});

/** What goes wrong first where a part of the protocol is left out. */
const failures: readonly {
  readonly mutation: MutationName;
  readonly shape: ShapeName;
  readonly transactions: readonly (readonly Change[])[];
  readonly levels?: readonly Script['level'][];
  readonly problem: RegExp;
}[] = [
  {
    mutation: 'changed rows lock nothing that they can be looked up by',
    shape: 'tv_child',
    transactions: single([changes['a1 is renamed'], changes['b2 moves to a1']]),
    problem: /^tv_child \[2\] is .*"a":"a1".*, should be .*"a":"renamed"/,
  },
  {
    mutation: 'only what rows were like before is locked',
    shape: 'tv_child',
    transactions: single([changes['b1 is renamed'], changes['c3 comes to b1']]),
    problem: /^tv_child \[3\] is .*"b":"b1".*, should be .*"b":"renamed"/,
  },
  {
    mutation: 'what is looked up is not locked',
    shape: 'tv_siblings',
    transactions: single([changes['c1 is renamed'], changes['c3 comes to b1']]),
    problem: /^tv_siblings \[[13]\] is /,
  },
  {
    mutation: 'keys are not locked',
    shape: 'tv_parent',
    transactions: single([changes['a1 is renamed'], changes['c3 comes to b1']]),
    problem: /^tv_parent \[1\] is /,
  },
  {
    mutation: 'locks are taken in the order in which values are found',
    shape: 'tv_child',
    transactions: [
      [changes['b1 is renamed'], changes['b2 moves to a1']],
      [changes['c2 moves to b1'], changes['c1 moves to b2']],
    ],
    problem: /^a deadlock with a drain:\n.*T1: holds .* \(waits for T2\)\n.*T2: holds .* \(waits for T1\)$/,
  },
  {
    mutation: 'nothing is left for transactions with older snapshots',
    shape: 'tv_value',
    transactions: single([changes['a1 is renamed'], changes['b2 moves to a1']]),
    levels: ['READ COMMITTED', 'REPEATABLE READ'],
    problem: /^tv_value \["y"\] is /,
  },
  {
    mutation: 'two lookups of one path share a class',
    shape: 'tv_node',
    transactions: single(treeChanges.slice(0, 2).concat(treeChanges.slice(3, 4))),
    problem: /^tv_node \[5\] is .*"n1".*, should be .*"renamed"/,
  },
];

describe('without a part of the protocol there is a schedule that goes wrong', () => {
  test.for(failures)('$mutation', { timeout }, async ({ mutation, shape, transactions, levels, problem }) => {
    const whole = await protocolFor(shape);
    const scripts = transactions.map((list, index) => ({ level: levels?.[index] ?? 'READ COMMITTED', changes: list }));
    expect(check(whole, scripts).failure).toBeUndefined();
    const { failure } = check(mutations[mutation](whole), scripts);
    expect(failure?.problem).toMatch(problem);
    expect(failure?.schedule.join('\n')).toMatchSnapshot();
  });

  test('every mutation is tried', () => {
    expect(failures.map(({ mutation }) => mutation).sort()).toEqual(Object.keys(mutations).sort());
  });
});
