import { analyze } from '../../src/compile.ts';
import type { Plan } from '../../src/plan/types.ts';
import { catalogOf } from '../lineage/harness.ts';
import { type Database, type Reader, type Row, readerOf, type Value, withCommit } from './database.ts';

const catalog = catalogOf(`
  tb_a (pk_a int pk, name text)
  tb_b (pk_b int pk, fk_a int, name text)
  tb_c (pk_c int pk, fk_b int, name text)
  tb_node (pk_node int pk, fk_node int, name text)`);

const keys: Readonly<Record<string, string>> = { tb_a: 'pk_a', tb_b: 'pk_b', tb_c: 'pk_c', tb_node: 'pk_node' };

/** A TVIEW: its definition, and the same as a function, which the model computes rows with. */
interface Shape {
  readonly select: string;
  rows(read: Reader): readonly Row[];
}

/** No foreign keys and no NOT NULL: rows may point at others that are not there yet, or no more. */
const shapes = {
  /** Keyed by the child. */
  tv_child: {
    select: `SELECT c.pk_c, c.name, b.name AS b, a.name AS a FROM tb_c c
      LEFT JOIN tb_b b ON b.pk_b = c.fk_b LEFT JOIN tb_a a ON a.pk_a = b.fk_a`,
    rows: (read) =>
      read('tb_c').map((c) => {
        const b = find(read, 'tb_b', 'pk_b', c.fk_b);
        const a = find(read, 'tb_a', 'pk_a', b?.fk_a);
        return { pk_c: c.pk_c ?? null, name: c.name ?? null, b: b?.name ?? null, a: a?.name ?? null };
      }),
  },
  /** Keyed by the parent. */
  tv_parent: {
    select: `SELECT a.pk_a, a.name, string_agg(c.name, ' ' ORDER BY c.pk_c) AS cs FROM tb_a a
      LEFT JOIN tb_b b ON b.fk_a = a.pk_a LEFT JOIN tb_c c ON c.fk_b = b.pk_b GROUP BY a.pk_a`,
    rows: (read) =>
      read('tb_a').map((a) => {
        const bs = read('tb_b').filter(({ fk_a }) => fk_a === a.pk_a);
        const cs = bs.flatMap((b) => read('tb_c').filter(({ fk_b }) => fk_b === b.pk_b));
        return { pk_a: a.pk_a ?? null, name: a.name ?? null, cs: names(cs, 'pk_c') };
      }),
  },
  /** Keyed by the child, with the other children of its parent. */
  tv_siblings: {
    select: `-- @key pk_c
      SELECT c.pk_c, (SELECT string_agg(s.name, ' ' ORDER BY s.pk_c) FROM tb_c s WHERE s.fk_b = c.fk_b) AS names FROM tb_c c`,
    rows: (read) =>
      read('tb_c').map((c) => ({
        pk_c: c.pk_c ?? null,
        names: names(
          read('tb_c').filter(({ fk_b }) => fk_b !== null && fk_b === c.fk_b),
          'pk_c',
        ),
      })),
  },
  /** Keyed by a value. */
  tv_value: {
    select: `-- @key name
      SELECT c.name, count(*) AS number, min(a.name) AS a FROM tb_c c JOIN tb_b b ON b.pk_b = c.fk_b
      JOIN tb_a a ON a.pk_a = b.fk_a GROUP BY c.name`,
    rows: (read) => {
      const joined = joinedRows(read).filter(({ a }) => a !== undefined);
      return [...new Set(joined.map(({ c }) => c.name ?? null))].map((name) => {
        const group = joined.filter(({ c }) => c.name === name);
        return { name, number: group.length, a: group.map(({ a }) => String(a?.name)).sort()[0] ?? null };
      });
    },
  },
  /** Keyed by values of two tables. */
  tv_pair: {
    select: `-- @key (b, c)
      SELECT b.name AS b, c.name AS c, count(*) AS number FROM tb_b b JOIN tb_c c ON c.fk_b = b.pk_b GROUP BY b.name, c.name`,
    rows: (read) => {
      const pairs = joinedRows(read).map(({ b, c }) => ({ b: b.name ?? null, c: c.name ?? null }));
      const distinct = new Map(pairs.map((pair) => [JSON.stringify(pair), pair]));
      return [...distinct.values()].map((pair) => ({
        ...pair,
        number: pairs.filter(({ b, c }) => b === pair.b && c === pair.c).length,
      }));
    },
  },
  /** One row of one table each. */
  tv_plain: {
    select: 'SELECT pk_c, name FROM tb_c',
    rows: (read) => read('tb_c').map(({ pk_c = null, name = null }) => ({ pk_c, name })),
  },
  /** By one class twice on one path. */
  tv_node: {
    select: `SELECT n.pk_node, p.name AS parent, g.name AS grandparent FROM tb_node n
      LEFT JOIN tb_node p ON p.pk_node = n.fk_node LEFT JOIN tb_node g ON g.pk_node = p.fk_node`,
    rows: (read) =>
      read('tb_node').map((node) => {
        const parent = find(read, 'tb_node', 'pk_node', node.fk_node);
        const grandparent = find(read, 'tb_node', 'pk_node', parent?.fk_node);
        return { pk_node: node.pk_node ?? null, parent: parent?.name ?? null, grandparent: grandparent?.name ?? null };
      }),
  },
} as const satisfies Readonly<Record<string, Shape>>;

export type ShapeName = keyof typeof shapes;
export const shapeNames = Object.keys(shapes) as readonly ShapeName[];

/** The definitions, compiled by the compiler itself. */
export async function planOf(names: readonly ShapeName[]): Promise<Plan> {
  const sources = names.map((name) => ({ file: `${name}.sql`, text: shapes[name].select }));
  const extension = { name: 'model', version: '1.0.0', schema: 'tviews' };
  const { analysis, diagnostics } = await analyze({ sources, catalog, extension });
  if (analysis === undefined) throw new Error(JSON.stringify(diagnostics, null, 2));
  return analysis.plan;
}

/** The rows of a TVIEW as its SELECT gives them. */
export function viewRows(tview: string, read: Reader): readonly Row[] {
  return shapes[tview as ShapeName].rows(read);
}

/** The name of a base table's primary key. */
export function keyColumnOf(table: string): string {
  const column = keys[table];
  if (column === undefined) throw new Error(`${table} is no table of the model`);
  return column;
}

/** Two rows in each table of the chain, and three in the tree; the TVIEWs are right. */
export function firstDatabase(plan: Plan): Database {
  const base = withCommit(
    {},
    {
      tb_a: { 1: { pk_a: 1, name: 'a1' }, 2: { pk_a: 2, name: 'a2' } },
      tb_b: { 1: { pk_b: 1, fk_a: 1, name: 'b1' }, 2: { pk_b: 2, fk_a: 2, name: 'b2' } },
      tb_c: { 1: { pk_c: 1, fk_b: 1, name: 'x' }, 2: { pk_c: 2, fk_b: 2, name: 'y' } },
      tb_node: {
        1: { pk_node: 1, fk_node: null, name: 'n1' },
        2: { pk_node: 2, fk_node: 4, name: 'n2' },
        3: { pk_node: 3, fk_node: 2, name: 'n3' },
      },
    },
    '',
  );
  const read = readerOf(base, {});
  const tviews = plan.tviews.map(({ tview, key }) => {
    const rows = viewRows(tview.name, read).map((row) => [keyText(row, key), row]);
    return [tview.name, Object.fromEntries(rows)];
  });
  return withCommit(base, Object.fromEntries(tviews), '');
}

/** The key of a TVIEW's row, as text. */
export function keyText(row: Row, key: readonly { readonly name: string }[]): string {
  return JSON.stringify(key.map(({ name }) => row[name] ?? null));
}

function find(read: Reader, table: string, column: string, value: Value | undefined): Row | undefined {
  return value === null || value === undefined ? undefined : read(table).find((row) => row[column] === value);
}

function names(rows: readonly Row[], key: string): string | null {
  const sorted = [...rows].sort((left, right) => Number(left[key]) - Number(right[key]));
  return sorted.length === 0 ? null : sorted.map(({ name }) => name).join(' ');
}

function joinedRows(read: Reader): readonly { readonly a: Row | undefined; readonly b: Row; readonly c: Row }[] {
  return read('tb_c').flatMap((c) => {
    const b = find(read, 'tb_b', 'pk_b', c.fk_b);
    return b === undefined ? [] : [{ a: find(read, 'tb_a', 'pk_a', b.fk_a), b, c }];
  });
}
