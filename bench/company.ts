import type { Catalog } from '../src/catalog/types.ts';
import type { SourceFile } from '../src/source/types.ts';
import { catalogOf, type Table, type View } from './catalog.ts';
import { Random } from './random.ts';

/** Definitions and the catalog that they are compiled against. */
export interface Project {
  readonly sources: readonly SourceFile[];
  readonly catalog: Catalog;
}

const moduleCount = 25;
const tablesPerModule = 40;
const definitionsPerModule = 20;
const seed = 20240601;

/**
 * A large company's read models: 500 definitions over 1,000 tables in 25 modules. In each module the tables form a tree
 * of references, three children to a parent, with references across the tree and to other modules.
 *
 * Each definition joins 3 to 8 relations, nests two levels of aggregated children and counts others; every third has a
 * WITH query, every fourth reads its parent's TVIEW, every fifth a view that reads a view.
 */
export function companyProject(): Project {
  const modules = Array.from({ length: moduleCount }, (_, number) => `m${String(number + 1).padStart(2, '0')}`);
  const random = new Random(seed);
  const tables = modules.flatMap((module, number) =>
    Array.from({ length: tablesPerModule }, (_, index) => moduleTable(module, index, modules[number - 1], random)),
  );
  const byName = new Map(tables.map((table) => [table.name, table]));
  const sources = modules.flatMap((module) =>
    Array.from({ length: definitionsPerModule }, (_, index) => definition(module, index, byName, random)),
  );
  return { sources, catalog: catalogOf(tables, modules.flatMap(moduleViews)) };
}

function tableName(module: string, index: number): string {
  return `${module}_t${String(index).padStart(2, '0')}`;
}

const parentOf = (index: number): number => Math.floor((index - 1) / 3);
const childOf = (index: number, place: number): number => 3 * index + 1 + place;

function moduleTable(module: string, index: number, other: string | undefined, random: Random): Table {
  const parents = index === 0 ? [] : [parentOf(index), random.below(index)];
  const references = [...new Set(parents)].map((parent) => tableName(module, parent));
  const across = other !== undefined && random.below(3) === 0 ? [tableName(other, random.below(tablesPerModule))] : [];
  return { name: tableName(module, index), references: [...references, ...across] };
}

/** What a root's three first descendants have, and what they have again by way of that view. */
function moduleViews(module: string): readonly View[] {
  const [root, child, grandchild] = [0, 1, childOf(1, 0)].map((index) => tableName(module, index));
  return [
    {
      name: `active_${module}`,
      columns: [`pk_${child}`, 'name', 'root_name'],
      select: `SELECT c.pk_${child}, c.name, r.name AS root_name
        FROM (public.tb_${child} c JOIN public.tb_${root} r ON ((r.pk_${root} = c.fk_${root})))
        WHERE (c.deleted_at IS NULL)`,
    },
    {
      name: `summary_${module}`,
      columns: [`pk_${child}`, 'name', 'total'],
      select: `SELECT a.pk_${child}, a.name, sum(g.amount) AS total
        FROM (public.active_${module} a LEFT JOIN public.tb_${grandchild} g ON ((g.fk_${child} = a.pk_${child})))
        GROUP BY a.pk_${child}, a.name`,
    },
  ];
}

type Tables = ReadonlyMap<string, Table>;

/** Clauses of one definition, put together in the order of SQL. */
interface Parts {
  readonly with: readonly string[];
  readonly fields: readonly string[];
  readonly joins: readonly string[];
}

function definition(module: string, index: number, tables: Tables, random: Random): SourceFile {
  const name = tableName(module, index);
  const ancestors = joinReferences(name, 2 + random.below(6), tables, random);
  const parts: readonly Parts[] = [
    ancestors,
    { with: [], joins: [], fields: [0, 1, 2].flatMap((place) => childrenField(module, index, place, tables)) },
    ...(index % 3 === 0 ? totals(module, index) : []),
    ...(index % 4 === 1 ? [parentTview(module, index)] : []),
    ...(index % 5 === 4 ? [view(module, index, tables)] : []),
  ];
  const all = (what: keyof Parts): readonly string[] => parts.flatMap((part) => part[what]);
  const withClause = all('with').length > 0 ? `WITH ${all('with').join(',\n')}\n` : '';
  const fields = ["'id', r.id", "'name', r.name", "'amount', r.amount", "'details', r.details", ...all('fields')];
  const text = `CREATE TABLE tv_${name} AS
${withClause}SELECT r.pk_${name}, r.id, r.identifier,
  jsonb_build_object(
    ${fields.join(',\n    ')}
  ) AS data
FROM tb_${name} r
${all('joins').join('\n')};\n`;
  return { file: `${module}/tv_${name}.sql`, text };
}

/** Joins up to `count` tables, each by a reference of one that is joined already. */
function joinReferences(name: string, count: number, tables: Tables, random: Random): Parts {
  const open = (tables.get(name)?.references ?? []).map((target) => ({ from: 'r', target }));
  const joins: string[] = [];
  const fields: string[] = [];
  for (let next = open.shift(); next && joins.length < count; next = open.shift()) {
    const alias = `p${joins.length + 1}`;
    const kind = random.below(3) === 0 ? 'LEFT JOIN' : 'JOIN';
    joins.push(`${kind} tb_${next.target} ${alias} ON ${alias}.pk_${next.target} = ${next.from}.fk_${next.target}`);
    fields.push(`'${alias}', jsonb_build_object('id', ${alias}.id, 'name', ${alias}.name)`);
    open.push(...(tables.get(next.target)?.references ?? []).map((target) => ({ from: alias, target })));
  }
  return { with: [], fields, joins };
}

/** Children as a JSON array, each with its own children and what else it refers to; or their number. */
function childrenField(module: string, index: number, place: number, tables: Tables): readonly string[] {
  const [parent, child, grandchild] = [index, childOf(index, place), childOf(childOf(index, place), 0)].map((each) =>
    tableName(module, each),
  );
  if (!tables.has(`${child}`)) return [];
  if (place === 2)
    return [
      `'count', (SELECT count(*) FROM tb_${child} c WHERE c.fk_${parent} = r.pk_${parent} AND c.deleted_at IS NULL)`,
      `'active', EXISTS (SELECT 1 FROM tb_${child} c WHERE c.fk_${parent} = r.pk_${parent} AND c.amount > 0)`,
    ];
  const inner = tables.has(`${grandchild}`)
    ? `, 'inner', (SELECT jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) ORDER BY g.position)
        FROM tb_${grandchild} g WHERE g.fk_${child} = c.pk_${child})`
    : '';
  const other = tables.get(`${child}`)?.references.at(-1);
  return [
    `'children${place}', coalesce((
      SELECT jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'other', o.name${inner}) ORDER BY c.position, c.id)
      FROM tb_${child} c
      JOIN tb_${other} o ON o.pk_${other} = c.fk_${other}
      WHERE c.fk_${parent} = r.pk_${parent} AND c.deleted_at IS NULL
    ), '[]')`,
  ];
}

function totals(module: string, index: number): readonly Parts[] {
  const child = childOf(index, 0);
  if (child >= tablesPerModule) return [];
  const key = `fk_${tableName(module, index)}`;
  const select = `SELECT c.${key}, count(*) AS n, sum(c.amount) AS amount, max(c.created_at) AS latest
  FROM tb_${tableName(module, child)} c WHERE c.deleted_at IS NULL GROUP BY c.${key}`;
  return [
    {
      with: [`totals AS (\n  ${select}\n)`],
      fields: ["'totals', jsonb_build_object('n', totals.n, 'amount', totals.amount, 'latest', totals.latest)"],
      joins: [`LEFT JOIN totals ON totals.${key} = r.pk_${tableName(module, index)}`],
    },
  ];
}

function parentTview(module: string, index: number): Parts {
  const parent = tableName(module, parentOf(index));
  return {
    with: [],
    fields: ["'parent', parent.data"],
    joins: [`JOIN tv_${parent} parent ON parent.pk_${parent} = r.fk_${parent}`],
  };
}

/** The module's summary, for rows that refer to what it is about; every view is read by some. */
function view(module: string, index: number, tables: Tables): Parts {
  const about = tableName(module, 1);
  const refers = tables.get(tableName(module, index))?.references.includes(about);
  const link = refers ? `r.fk_${about}` : `r.fk_${tableName(module, parentOf(index))}`;
  return {
    with: [],
    fields: ["'summary', jsonb_build_object('name', summary.name, 'total', summary.total)"],
    joins: [`LEFT JOIN summary_${module} summary ON summary.pk_${about} = ${link}`],
  };
}
