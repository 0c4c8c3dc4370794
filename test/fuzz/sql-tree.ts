/**
 * SQL text as a tree that knows how it may get smaller. The tree knows nothing about SQL: whether what is left makes
 * sense is for PostgreSQL to say.
 */
export type Sql = string | Sequence | List | Choice | Named;

interface Sequence {
  readonly kind: 'sequence';
  readonly parts: readonly Sql[];
}

/** Items of which each may be dropped while `atLeast` are left; an empty list prints nothing, not even its head. */
interface List {
  readonly kind: 'list';
  readonly items: readonly Sql[];
  readonly head: string;
  readonly separator: string;
  readonly tail: string;
  readonly atLeast: number;
}

/** A text that may be replaced by a simpler one. */
interface Choice {
  readonly kind: 'choice';
  readonly value: Sql;
  readonly simpler: readonly Sql[];
}

/** What declares a name (`a1`, as in `a1.x`): dropped from a list, it takes along the items that mention the name. */
interface Named {
  readonly kind: 'named';
  readonly name: string;
  readonly value: Sql;
}

/** A template whose values are trees. */
export function sql(texts: TemplateStringsArray, ...values: readonly Sql[]): Sql {
  return { kind: 'sequence', parts: texts.flatMap((text, index) => [text, values[index] ?? '']) };
}

/** A list of which items may be dropped. */
export function list(
  items: readonly Sql[],
  { head = '', separator = ', ', tail = '', atLeast = 0 }: Partial<Omit<List, 'kind' | 'items'>> = {},
): Sql {
  return { kind: 'list', items, head, separator, tail, atLeast };
}

/** A text, and what may stand in its place in a smaller example. */
export function choice(value: Sql, ...simpler: readonly Sql[]): Sql {
  return { kind: 'choice', value, simpler };
}

/** A list item that declares a name. */
export function named(name: string, value: Sql): Sql {
  return { kind: 'named', name, value };
}

export function render(tree: Sql): string {
  if (typeof tree === 'string') return tree;
  switch (tree.kind) {
    case 'sequence':
      return tree.parts.map(render).join('');
    case 'list':
      return tree.items.length === 0 ? '' : tree.head + tree.items.map(render).join(tree.separator) + tree.tail;
    case 'choice':
    case 'named':
      return render(tree.value);
    default:
      return tree satisfies never;
  }
}

/** Every tree that is one step smaller, big steps first. */
export function* simplifications(tree: Sql): Generator<Sql> {
  for (const { tree: smaller, lost } of steps(tree))
    yield lost === undefined ? smaller : withoutMentions(smaller, lost);
}

interface Step {
  readonly tree: Sql;
  /** The name that is no longer declared. */
  readonly lost?: string | undefined;
}

function* steps(tree: Sql): Generator<Step> {
  if (typeof tree === 'string') return;
  switch (tree.kind) {
    case 'sequence':
      yield* stepsInside(tree.parts, (parts) => ({ ...tree, parts }));
      return;
    case 'named':
      for (const step of steps(tree.value)) yield { ...step, tree: { ...tree, value: step.tree } };
      return;
    case 'choice':
      for (const simpler of tree.simpler) yield { tree: simpler };
      for (const step of steps(tree.value)) yield { ...step, tree: { ...tree, value: step.tree } };
      return;
    case 'list':
      yield* stepsOfList(tree);
      return;
    default:
      tree satisfies never;
  }
}

function* stepsOfList(tree: List): Generator<Step> {
  const { items, atLeast } = tree;
  if (atLeast === 0 && items.length > 1) yield { tree: { ...tree, items: [] } };
  if (items.length > atLeast) {
    for (const [index, item] of items.entries()) {
      const lost = typeof item !== 'string' && item.kind === 'named' ? item.name : undefined;
      yield { tree: { ...tree, items: items.toSpliced(index, 1) }, lost };
    }
  }
  yield* stepsInside(items, (smaller) => ({ ...tree, items: smaller }));
}

function* stepsInside(parts: readonly Sql[], rebuild: (parts: readonly Sql[]) => Sql): Generator<Step> {
  for (const [index, part] of parts.entries()) {
    for (const step of steps(part)) yield { ...step, tree: rebuild(parts.toSpliced(index, 1, step.tree)) };
  }
}

/** Drops the list items that mention the name, where the list can do without them. */
function withoutMentions(tree: Sql, name: string): Sql {
  const mention = new RegExp(`\\b${name}\\b`);
  const walk = (node: Sql): Sql => {
    if (typeof node === 'string') return node;
    if (node.kind === 'sequence') return { ...node, parts: node.parts.map(walk) };
    if (node.kind !== 'list') return { ...node, value: walk(node.value) };
    // An item that cannot be cleaned by dropping something inside it goes as a whole.
    const items = node.items.map(walk).filter((item) => !mention.test(render(item)));
    return { ...node, items: items.length >= node.atLeast ? items : node.items.map(walk) };
  };
  return walk(tree);
}
