import { catalogOf, type Table, type View } from './catalog.ts';
import type { Project } from './company.ts';

/** One definition that grows in one direction. */
export interface Series {
  readonly title: string;
  readonly sizes: readonly number[];
  readonly project: (size: number) => Project;
}

/** Shapes whose compile time must grow about as they do. */
export const series: readonly Series[] = [
  { title: 'tables joined in a chain', sizes: [10, 20, 40, 80], project: chain },
  { title: 'tables joined to one', sizes: [10, 20, 40, 80], project: star },
  { title: 'optional subqueries', sizes: [10, 20, 40, 80], project: subqueries },
  { title: 'views that read views', sizes: [10, 20, 40, 80], project: nestedViews },
  { title: 'tables joined by one and the same key', sizes: [10, 20, 40, 80], project: sharedKey },
  { title: 'alternatives of OR', sizes: [2, 4, 8, 16], project: alternatives },
  { title: 'conditions of two alternatives each', sizes: [1, 2, 4, 8], project: conditions },
  { title: 'joined UNIONs of two branches each', sizes: [1, 2, 4, 8], project: unions },
  { title: 'WITH queries that read the one before twice', sizes: [1, 2, 4, 8], project: doubling },
  { title: 'TVIEWs that read TVIEWs', sizes: [10, 20, 40, 80], project: nestedTviews },
];

function numbers(size: number): readonly number[] {
  return Array.from({ length: size }, (_, index) => index);
}

/** t0 refers to t1, t1 to t2, and so on. */
function chainTables(size: number): readonly Table[] {
  return numbers(size).map((index) => ({
    name: `t${index}`,
    references: index < size - 1 ? [`t${index + 1}`] : [],
  }));
}

/** t0 refers to all others. */
function starTables(size: number): readonly Table[] {
  const others = numbers(size).slice(1);
  return [
    { name: 't0', references: others.map((index) => `t${index}`) },
    ...others.map((index) => ({ name: `t${index}`, references: [] })),
  ];
}

function single(text: string, tables: readonly Table[], views: readonly View[] = []): Project {
  return { sources: [{ file: 'tv_t0.sql', text }], catalog: catalogOf(tables, views) };
}

function selectJoined(size: number, joins: readonly string[]): string {
  const names = numbers(size).map((index) => `'n${index}', t${index}.name`);
  return `SELECT t0.pk_t0, jsonb_build_array(${names.join(', ')}) AS data FROM tb_t0 t0 ${joins.join(' ')}`;
}

function chain(size: number): Project {
  const joins = numbers(size - 1).map(
    (index) => `JOIN tb_t${index + 1} t${index + 1} ON t${index + 1}.pk_t${index + 1} = t${index}.fk_t${index + 1}`,
  );
  return single(selectJoined(size, joins), chainTables(size));
}

function star(size: number): Project {
  const joins = numbers(size)
    .slice(1)
    .map((index) => `LEFT JOIN tb_t${index} t${index} ON t${index}.pk_t${index} = t0.fk_t${index}`);
  return single(selectJoined(size, joins), starTables(size));
}

function subqueries(size: number): Project {
  const children = numbers(size).map((index) => ({ name: `c${index}`, references: ['t0'] }));
  const fields = numbers(size).map(
    (index) => `'f${index}', (SELECT jsonb_agg(c.name) FROM tb_c${index} c WHERE c.fk_t0 = t0.pk_t0)`,
  );
  const text = `SELECT t0.pk_t0, jsonb_build_array(${fields.join(', ')}) AS data FROM tb_t0 t0`;
  return single(text, [{ name: 't0', references: [] }, ...children]);
}

function nestedViews(size: number): Project {
  const tables = chainTables(size);
  const views = numbers(size - 1).map((index): View => {
    const below = size - 2 - index;
    const from = below === size - 2 ? `tb_t${size - 1}` : `view_t${below + 1}`;
    const select = `SELECT t.pk_t${below}, t.name || b.name AS name
      FROM (public.tb_t${below} t JOIN public.${from} b ON ((b.pk_t${below + 1} = t.fk_t${below + 1})))`;
    return { name: `view_t${below}`, columns: [`pk_t${below}`, 'name'], select };
  });
  return single('SELECT pk_t0, name FROM view_t0', tables, views);
}

function alternatives(size: number): Project {
  const table: Table = { name: 't0', references: numbers(size).map((index) => `t${index + 1}`) };
  const other: Table = { name: 'o', references: [] };
  const links = numbers(size).map((index) => `o.pk_o = t0.fk_t${index + 1}`);
  const text = `SELECT t0.pk_t0, (SELECT count(o.name) FROM tb_o o WHERE ${links.join(' OR ')}) AS data FROM tb_t0 t0`;
  return single(text, [table, other]);
}

function sharedKey(size: number): Project {
  const children = numbers(size).map((index) => ({ name: `c${index}`, references: ['t0'] }));
  const names = children.map(({ name }) => `${name}.name`);
  const joins = children.map(({ name }, index) =>
    index === 0 ? `tb_${name} ${name}` : `JOIN tb_${name} ${name} ON ${name}.fk_t0 = c${index - 1}.fk_t0`,
  );
  const data = `jsonb_build_array(${names.join(', ')}) AS data`;
  const text = `-- @key (fk_t0)\nSELECT c0.fk_t0, ${data} FROM ${joins.join(' ')}`;
  return single(text, [{ name: 't0', references: [] }, ...children]);
}

function conditions(size: number): Project {
  const table: Table = { name: 't0', references: numbers(2 * size).map((index) => `t${index}`) };
  const fields = numbers(size).map((index) => {
    const where = [0, 1].map((side) => `o.pk_o = t0.fk_t${2 * index + side}`).join(' OR ');
    return `(SELECT count(o.name) FROM tb_o o WHERE ${where})`;
  });
  const where = numbers(size).map((index) => `(x.pk_o = t0.fk_t${2 * index} OR x.pk_o = t0.fk_t${2 * index + 1})`);
  const text = `SELECT t0.pk_t0, (SELECT count(x.name) FROM tb_o x WHERE ${where.join(' AND ')}) AS n,
    jsonb_build_array(${fields.join(', ')}) AS data FROM tb_t0 t0`;
  return single(text, [table, { name: 'o', references: [] }]);
}

function unions(size: number): Project {
  const children = numbers(size).flatMap((index) =>
    ['a', 'b'].map((side) => ({ name: `${side}${index}`, references: ['t0'] })),
  );
  const joins = numbers(size).map((index) => {
    const [a, b] = ['a', 'b'].map((side) => `SELECT fk_t0, name FROM tb_${side}${index}`);
    return `JOIN (${a} UNION ALL ${b}) u${index} ON u${index}.fk_t0 = t0.pk_t0`;
  });
  const names = numbers(size).map((index) => `u${index}.name`);
  const text = `SELECT t0.pk_t0, jsonb_build_array(${names.join(', ')}) AS data FROM tb_t0 t0 ${joins.join(' ')}`;
  return single(text, [{ name: 't0', references: [] }, ...children]);
}

/** Each WITH query doubles what is read: the whole has 2 ** size relations. */
function doubling(size: number): Project {
  const queries = numbers(size).map((index) => {
    const below = index === 0 ? 'tb_t0' : `w${index - 1}`;
    const from = `${below} a JOIN ${below} b ON b.pk_t0 = a.pk_t0`;
    return `w${index} AS (SELECT a.pk_t0, a.name || b.name AS name FROM ${from})`;
  });
  const text = `WITH ${queries.join(', ')} SELECT pk_t0, name FROM w${size - 1}`;
  return single(text, [{ name: 't0', references: [] }]);
}

function nestedTviews(size: number): Project {
  const sources = numbers(size).map((index) => {
    const below = index < size - 1 ? `JOIN tv_t${index + 1} b ON b.pk_t${index + 1} = t.fk_t${index + 1}` : '';
    const data = index < size - 1 ? 'jsonb_build_array(t.name, b.data)' : 'to_jsonb(t.name)';
    return {
      file: `tv_t${index}.sql`,
      text: `SELECT t.pk_t${index}, ${data} AS data FROM tb_t${index} t ${below}`,
    };
  });
  return { sources, catalog: catalogOf(chainTables(size)) };
}
