import { indexCatalog } from '../../src/catalog/lookup.ts';
import type { Catalog, Column, Relation } from '../../src/catalog/types.ts';
import { Report } from '../../src/diagnostics/diagnostic.ts';
import { traceLineage } from '../../src/lineage/trace.ts';
import type { JoinPath, Lineage, Term } from '../../src/lineage/types.ts';
import { parseQuery } from '../../src/parse/from-libpg.ts';
import { loadParser, parseDefinition } from '../../src/parse/parse-definition.ts';
import { resolve } from '../../src/resolve/resolve.ts';

await loadParser();

/** Tables in short: `tb_post (pk_post int pk, fk_user int, price numeric)`, one a line; `view v: SELECT …` for a view. */
export function catalogOf(text: string): Catalog {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return {
    formatVersion: 1,
    serverVersion: 170000,
    searchPath: ['public'],
    settings: {},
    relations: lines.map(relationOf),
    sequences: [],
    functions: ['count', 'sum', 'max', 'min', 'avg', 'jsonb_agg', 'array_agg', 'string_agg', 'bool_or'].map((name) => ({
      schema: 'pg_catalog',
      name,
      kind: 'aggregate',
      volatility: 'immutable',
      returnsSet: false,
      columns: [],
    })),
  };
}

const types: Record<string, string> = { int: 'integer', varchar: 'character varying' };

function relationOf(line: string): Relation {
  const base = { schema: 'public', foreignKeys: [], parents: [] };
  const view = /^view (\w+) \(([^)]*)\): (.*)$/.exec(line);
  if (view) {
    const columns = (view[2] ?? '').split(',').map((name) => columnOf(`${name.trim()} text`));
    return {
      ...base,
      name: view[1] ?? '',
      kind: 'view',
      columns,
      uniqueKeys: [],
      indexes: [],
      definition: view[3] ?? '',
    };
  }
  const table = /^(\w+) \((.*)\)$/.exec(line);
  const columns = (table?.[2] ?? '').split(',').map((column) => column.trim());
  const primary = columns.filter((column) => / pk$/.test(column)).map((column) => column.split(' ')[0] ?? '');
  return {
    ...base,
    name: table?.[1] ?? '',
    kind: 'table',
    columns: columns.map(columnOf),
    uniqueKeys: primary.length > 0 ? [{ columns: primary, primary: true, nullsNotDistinct: false }] : [],
    indexes: columns
      .filter((column) => / (pk|indexed)/.test(column))
      .map((column) => ({ name: 'i', columns: [column.split(' ')[0] ?? ''] })),
  };
}

function columnOf(text: string): Column {
  const [name = '', type = ''] = text.split(' ');
  return {
    name,
    type: types[type] ?? type,
    notNull: / (pk|not null)/.test(text),
    exactEquality: !['numeric', 'jsonb', 'json'].includes(type),
    scalar: !type.endsWith('[]'),
  };
}

/** What the compiler says about these definitions, `name: SELECT …` each. */
export function lineageOf(catalog: string, ...definitions: readonly string[]) {
  const report = new Report();
  const parsed = definitions.flatMap((text) => {
    const [, name = '', select = ''] = /^(\w+):\s*([\s\S]*)$/.exec(text) ?? [];
    return parseDefinition({ file: `${name}.sql`, text: select }, report) ?? [];
  });
  const resolved = resolve(parsed, indexCatalog(catalogOf(catalog)), parseQuery, report);
  const lineages = traceLineage(resolved, report);
  return {
    routes: lineages.flatMap(describe),
    reads: Object.fromEntries(
      lineages.flatMap(({ routes }) => routes.map((route) => [route.aliases.join(), route.readColumns.join()])),
    ),
    findings: report.list().map(({ code, message }) => `${code}: ${message}`),
  };
}

function describe({ routes, key }: Lineage): readonly string[] {
  return routes.flatMap(({ source, aliases, reach }) => {
    const name = aliases.every((alias) => alias === source.name) ? source.name : `${source.name} ${aliases.join(', ')}`;
    if (reach.kind === 'full') return [`${name}: full`];
    return reach.paths.map(
      (path) =>
        `${name}: ${describePath(
          path,
          key.map((column) => column.name),
        )}`,
    );
  });
}

function describePath({ steps, key }: JoinPath, names: readonly string[]): string {
  const joins = steps.map(({ alias, rows, conditions, predicates }) => {
    const equalities = conditions.map(
      ({ column, equals, nullSafe }) => `${alias}.${column} ${nullSafe ? 'is' : '='} ${describeTerm(equals)}`,
    );
    const links = [...equalities, ...predicates.map(describeTerm)].join(' and ');
    if (rows.kind === 'relation') return links === '' ? `any ${alias}` : links;
    const from =
      rows.kind === 'item'
        ? `${alias} in ${describeTerm(rows.item)}`
        : `${alias} climbs ${rows.relation.name}.${rows.matches} -> ${rows.yields} from ${rows.start.map(describeTerm)}`;
    return links === '' ? from : `${from} where ${links}`;
  });
  return [...joins, `${names.join(', ')} = ${key.map(describeTerm).join(', ')}`].join('; ');
}

function describeTerm(term: Term): string {
  switch (term.kind) {
    case 'null':
      return 'NULL';
    case 'changed':
      return `changed.${term.column}`;
    case 'step':
      return `${term.alias}.${term.column}`;
    case 'expression':
      return term.parts
        .map((part) => (typeof part === 'string' ? part : part.kind === 'null' ? 'NULL' : describeTerm(part)))
        .join('');
  }
}
