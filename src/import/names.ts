import { type QualifiedName, quoteIdentifier } from '../sql/identifiers.ts';

/** The name of the TVIEW for a view or materialized view: `mv_post`, `v_post` and `post_mv` are all `tv_post`. */
export function tviewNameFor(name: string): string {
  if (/^tv_./.test(name)) return name;
  const unprefixed = name.replace(/^(?:mv|matview|vw|view|v)_(?=.)/i, '');
  return `tv_${unprefixed === name ? name.replace(/(?<=.)_(?:mv|matview|vw|view)$/i, '') : unprefixed}`;
}

/** The backing view that PostgreSQL gets for a TVIEW; undefined for names that no TVIEW can have. */
export function backingViewOf({ schema, name }: QualifiedName): QualifiedName | undefined {
  return name.startsWith('tv_') ? { schema, name: `v_${name.slice('tv_'.length)}` } : undefined;
}

/** A name as a definition writes it: with its schema where unqualified names mean another one. */
export function writtenName({ schema, name }: QualifiedName, defaultSchema: string): string {
  return schema === defaultSchema ? quoteIdentifier(name) : `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

/** The definition's file, relative to the folder: other schemas than the default one have folders of their own. */
export function definitionPath({ schema, name }: QualifiedName, defaultSchema: string): string {
  const file = `${fileName(name)}.sql`;
  return schema === defaultSchema ? file : `${fileName(schema)}/${file}`;
}

/** Fit for every file system, and not hidden: the definition says the name itself. */
function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}_.-]+/gu, '_').replace(/^\./, '_');
}
