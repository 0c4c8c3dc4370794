import type { Catalog, Column, Relation } from '../src/catalog/types.ts';

/** A table of a benchmark: after the trinity pattern, with references to others and a few columns of data. */
export interface Table {
  /** Without `tb_`. */
  readonly name: string;
  /** Names of the tables that it refers to, as `fk_<name>`. */
  readonly references: readonly string[];
}

/** A view of a benchmark. */
export interface View {
  readonly name: string;
  readonly columns: readonly string[];
  readonly select: string;
}

const aggregates = ['array_agg', 'avg', 'bool_or', 'count', 'jsonb_agg', 'max', 'min', 'string_agg', 'sum'];

/** The catalog of a database that has these tables, with indexes on all references, and these views. */
export function catalogOf(tables: readonly Table[], views: readonly View[] = []): Catalog {
  return {
    formatVersion: 1,
    serverVersion: 170000,
    searchPath: ['public'],
    settings: { TimeZone: 'UTC', DateStyle: 'ISO, MDY', IntervalStyle: 'postgres' },
    relations: [...tables.map(tableRelation), ...views.map(viewRelation)].sort((a, b) => (a.name < b.name ? -1 : 1)),
    sequences: [],
    functions: aggregates.map((name) => {
      return { schema: 'pg_catalog', name, kind: 'aggregate', volatility: 'immutable', returnsSet: false, columns: [] };
    }),
  };
}

function tableRelation({ name, references }: Table): Relation {
  const key = `pk_${name}`;
  return {
    schema: 'public',
    name: `tb_${name}`,
    kind: 'table',
    columns: [
      column(key, 'integer', true),
      column('id', 'uuid', true),
      column('identifier', 'text', true),
      ...references.map((target) => column(`fk_${target}`, 'integer', true)),
      column('name', 'text', true),
      column('description', 'text', false),
      column('amount', 'numeric', false),
      column('position', 'integer', false),
      column('details', 'jsonb', false),
      column('created_at', 'timestamp with time zone', true),
      column('deleted_at', 'timestamp with time zone', false),
    ],
    uniqueKeys: [
      { columns: [key], primary: true, nullsNotDistinct: false },
      { columns: ['id'], primary: false, nullsNotDistinct: false },
    ],
    foreignKeys: references.map((target) => ({
      columns: [`fk_${target}`],
      target: { schema: 'public', name: `tb_${target}` },
      targetColumns: [`pk_${target}`],
    })),
    indexes: [key, 'id', ...references.map((target) => `fk_${target}`)].map((indexed) => ({
      name: `tb_${name}_${indexed}_idx`,
      columns: [indexed],
    })),
    parents: [],
  };
}

function viewRelation({ name, columns, select }: View): Relation {
  return {
    schema: 'public',
    name,
    kind: 'view',
    columns: columns.map((each) => column(each, each.startsWith('pk_') ? 'integer' : 'text', false)),
    uniqueKeys: [],
    foreignKeys: [],
    indexes: [],
    definition: select,
    parents: [],
  };
}

function column(name: string, type: string, notNull: boolean): Column {
  return { name, type, notNull, exactEquality: type !== 'numeric' && type !== 'jsonb', scalar: true };
}
