import { expect } from 'vitest';
import type { Catalog, Relation } from '../../src/catalog/types.ts';
import { CannotRun, type Diagnostic } from '../../src/diagnostics/diagnostic.ts';

/** A relation of the catalog that the test relies on. */
export function relationOf(catalog: Catalog, schema: string, name: string): Relation {
  const relation = catalog.relations.find((candidate) => candidate.schema === schema && candidate.name === name);
  if (relation === undefined) throw new Error(`the catalog has no ${schema}.${name}`);
  return relation;
}

/** One line a column, e.g. `id integer not null, exact`. */
export function describeColumns(relation: Relation): readonly string[] {
  return relation.columns.map(({ name, type, notNull, exactEquality, generated }) =>
    [`${name} ${type}${notNull ? ' not null' : ''}`, exactEquality ? 'exact' : [], generated ?? []].flat().join(', '),
  );
}

/** The diagnostic of work that must fail. */
export async function failureOf(work: Promise<unknown>): Promise<Diagnostic> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CannotRun);
  return (error as CannotRun).diagnostic;
}

/** A small catalog; what matters to a test is overridden. */
export function catalogWith(overrides: Partial<Catalog>): Catalog {
  return {
    formatVersion: 1,
    serverVersion: 170010,
    searchPath: ['public'],
    settings: { TimeZone: 'UTC' },
    relations: [],
    sequences: [],
    functions: [],
    ...overrides,
  };
}

/** A table without columns; what matters to a test is overridden. */
export function tableWith(overrides: Partial<Relation>): Relation {
  return {
    schema: 'public',
    name: 'tb_post',
    kind: 'table',
    columns: [],
    uniqueKeys: [],
    foreignKeys: [],
    indexes: [],
    parents: [],
    ...overrides,
  };
}
