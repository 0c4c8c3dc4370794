import { choice, list, named, type Sql, sql } from '../sql-tree.ts';
import { joinCondition, type Link } from './links.ts';
import { relationSource } from './relation-source.ts';
import { anySource } from './sources.ts';
import type { Context, Scope, Source } from './types.ts';

/** A FROM clause, and which columns identify the rows that it yields. */
export interface From {
  readonly sql: Sql;
  readonly sources: readonly Source[];
  readonly key: readonly KeyColumn[];
}

interface KeyColumn {
  readonly source: Source;
  readonly column: string;
}

const joinWords: readonly (readonly [number, string])[] = [
  [6, 'JOIN'],
  [5, 'LEFT JOIN'],
  [1, 'RIGHT JOIN'],
  [2, 'FULL JOIN'],
];

/** One to four entries, joined. */
export function fromClause(context: Context, outer: Scope | undefined, depth: number): From {
  const { random } = context;
  const first = random.chance(0.85) || depth < 1 ? relationSource(context) : anySource(context, [], outer, depth);
  const items: Sql[] = [named(first.source.alias, first.item)];
  const sources: Source[] = [first.source];
  let key = keyOf(first.source);
  const count = random.weighted([
    [4, 0],
    [5, 1],
    [3, 2],
    [1, 3],
  ] as const);
  for (let index = 0; index < count; index += 1) {
    const { item, source } = anySource(context, sources, outer, depth);
    const lateral = isLateral(item);
    const word = lateral ? random.pick(['JOIN', 'LEFT JOIN', 'CROSS JOIN']) : random.weighted(joinWords);
    const { joined, fixed } = join(context, word, { item, source }, sources, outer, depth);
    const single = source.keys.some((columns) => columns.every((column) => fixed.includes(column)));
    const outerRows = word === 'RIGHT JOIN' || word === 'FULL JOIN';
    if (!single || outerRows) key = [...key, ...keyOf(source)];
    items.push(named(source.alias, joined));
    sources.push(source);
  }
  return { sql: list(items, { separator: '\n', atLeast: 1 }), sources, key };
}

function keyOf(source: Source): readonly KeyColumn[] {
  return (source.keys[0] ?? []).map((column) => ({ source, column }));
}

function isLateral(item: Sql): boolean {
  const start = typeof item === 'string' ? item : item.kind === 'sequence' ? item.parts[0] : '';
  return typeof start === 'string' && /^(LATERAL|unnest|jsonb_|ROWS FROM)/.test(start);
}

interface Joined {
  readonly joined: Sql;
  readonly fixed: readonly string[];
}

function join(
  context: Context,
  word: string,
  { item, source }: { readonly item: Sql; readonly source: Source },
  left: readonly Source[],
  outer: Scope | undefined,
  depth: number,
): Joined {
  const { random, features } = context;
  features.add(word.toLowerCase());
  if (word === 'CROSS JOIN') return { joined: sql`CROSS JOIN ${item}`, fixed: [] };
  const free = isLateral(item) && random.chance(0.7);
  // PostgreSQL can run a full join only by an equality, beside which other conditions may stand.
  const link: Link = free ? { sql: 'true', fixed: [] } : joinCondition(context, source, left, outer);
  const mergeable = word !== 'FULL JOIN' || link.fixed.length > 0;
  const actual = mergeable ? word : 'LEFT JOIN';
  const extra = random.chance(0.2);
  if (extra) features.add('condition in ON');
  const scope = { sources: [...left, source], outer };
  const conditions = extra ? [link.sql, context.grammar.condition(context, scope, depth - 1)] : [link.sql];
  const shared = left.length === 1 && !extra && random.chance(0.4) ? link.shared : undefined;
  if (shared !== undefined) {
    features.add('using');
    return { joined: sql`${actual} ${item} USING (${shared})`, fixed: link.fixed };
  }
  const on = list(conditions, { separator: ' AND ', atLeast: 1 });
  const text = sql`${actual} ${item} ON ${on}`;
  const simpler = actual === 'JOIN' ? [] : [sql`JOIN ${item} ON ${on}`];
  return { joined: choice(text, ...simpler), fixed: link.fixed };
}
