import type { SourceFile } from '../../src/source/types.ts';
import { renderSchema, type Table } from './grammar/schema.ts';
import { render, type Sql } from './sql-tree.ts';

/** A definition file, in parts that can be left out. */
export interface Definition {
  /** `tv_…` */
  readonly name: string;
  readonly select: Sql;
  /** The columns of `-- @key`. */
  readonly key?: readonly string[] | undefined;
  /** The tables of `-- @on-change …: full`. */
  readonly full: readonly string[];
  readonly features: readonly string[];
}

/** A plain view that definitions may read. */
export interface View {
  readonly name: string;
  readonly select: Sql;
}

/** Everything that is needed to see a TVIEW being maintained, or not. */
export interface Candidate {
  /** Types of `schema.ts` to create. */
  readonly types: readonly string[];
  readonly tables: readonly Table[];
  readonly views: readonly View[];
  readonly definitions: readonly Definition[];
  readonly transactions: readonly Transaction[];
}

/** Statements of one transaction; those that are not `control` may fail, and are then undone alone. */
export interface Transaction {
  readonly statements: readonly Statement[];
  readonly end: 'COMMIT' | 'ROLLBACK';
}

export interface Statement {
  readonly text: string;
  /** It is a SAVEPOINT statement. */
  readonly control: boolean;
}

/** `schema.sql`: types, tables, rows and views. */
export function schemaText({ types, tables, views }: Candidate): string {
  const created = views.map(({ name, select }) => `CREATE VIEW ${name} AS\n${render(select)};\n`);
  return renderSchema(types, tables) + created.join('');
}

/** A definition as its file holds it. */
export function definitionFile({ name, select, key, full }: Definition): SourceFile {
  const annotations = [
    ...(key === undefined ? [] : [`-- @key (${key.join(', ')})\n`]),
    ...full.map((table) => `-- @on-change ${table}: full\n`),
  ];
  return {
    file: `tviews/${name}.sql`,
    text: `${annotations.join('')}CREATE TABLE ${name} AS\n${render(select)};\n`,
  };
}

/** The definitions without some of them, and without those that read them. */
export function withoutDefinitions(
  definitions: readonly Definition[],
  dropped: readonly string[],
): readonly Definition[] {
  const gone = new Set(dropped);
  // A definition reads only those before it.
  return definitions.filter(({ name, select }) => {
    const text = render(select);
    if ([...gone].some((other) => mentions(text, other))) gone.add(name);
    return !gone.has(name);
  });
}

/** A definition with those that it reads, directly or not. */
export function withItsSources(definitions: readonly Definition[], name: string): readonly Definition[] {
  const wanted = new Set([name]);
  for (const definition of definitions.toReversed()) {
    if (!wanted.has(definition.name)) continue;
    const text = render(definition.select);
    for (const other of definitions) if (mentions(text, other.name)) wanted.add(other.name);
  }
  return definitions.filter((definition) => wanted.has(definition.name));
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(text);
}
