import type { Settings } from '../config/settings.ts';

/** What `init` decides; the rest of the settings has defaults. */
export interface InitChoices extends Pick<Settings, 'schema' | 'catalog'> {
  readonly name: string;
  readonly definitions: string;
  readonly out: string;
}

/** The scripts that `init` adds to package.json. */
const packageScripts = { 'tviews:build': 'tviews build', 'tviews:install': 'tviews install' } as const;

/** The text of `tviews.config.ts`. */
export function configText({ name, definitions, out, schema, catalog }: InitChoices): string {
  const source =
    (schema !== undefined && `schema: ${quote(schema)},`) ||
    (catalog !== undefined && `catalog: ${quote(catalog)},`) ||
    'databaseUrl: process.env.DATABASE_URL,';
  return `import { defineConfig } from 'tviews';

export default defineConfig({
  // CREATE EXTENSION ${name};
  name: ${quote(name)},
  // The folder with the definitions, one TVIEW a file.
  definitions: ${quote(definitions)},
  // The folder with the built extension: generated, but fit to be reviewed and committed.
  out: ${quote(out)},
  // What knows the tables: a database (databaseUrl), an SQL file that creates them (schema), or a saved catalog
  // (catalog, written by "tviews build --save-catalog").
  ${source}
});
`;
}

/** A definition to start from. Its table is imaginary, so it cannot harm anybody's. */
export const sampleDefinition = `-- A TVIEW is a table that always holds the result of its SELECT once a transaction has committed.
--
-- tb_example stands for a table of yours. The sample compiles against:
--
--   CREATE TABLE tb_example (
--     pk_example integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
--     id uuid NOT NULL DEFAULT gen_random_uuid(),
--     title text NOT NULL
--   );
--
-- Replace it with your own SELECT, and rename the file and the table to tv_<entity>. The SELECT may join, aggregate,
-- and read views and other TVIEWs. It returns:
--   pk_<entity>  the key: says which row of the TVIEW a change of tb_example belongs to
--   data         the document that readers get, as JSONB
--   any other column you want to filter, sort or index by
CREATE TABLE tv_example AS
SELECT
  e.pk_example,
  e.id,
  jsonb_build_object(
    'id', e.id,
    'title', e.title
  ) AS data
FROM tb_example e;

-- Indexes, grants and comments for the TVIEW may follow.
CREATE UNIQUE INDEX ON tv_example (id);
`;

/** `.gitattributes` with the folder marked as generated, or undefined where it is marked already. */
export function markGenerated(attributes: string, out: string): string | undefined {
  const pattern = `${out.replace(/\/+$/, '')}/**`;
  // A pattern with a space would end at it.
  const line = `${/\s/.test(pattern) ? JSON.stringify(pattern) : pattern} linguist-generated`;
  if (attributes.split(/\r?\n/).includes(line)) return undefined;
  const separator = attributes === '' || attributes.endsWith('\n') ? '' : '\n';
  return `${attributes}${separator}${line}\n`;
}

/** package.json with the scripts added that it lacks, or undefined where it has them or cannot be read. */
export function addScripts(manifest: string): string | undefined {
  const content = parseObject(manifest);
  if (content === undefined) return undefined;
  const scripts = isObject(content.scripts) ? content.scripts : {};
  if (Object.keys(packageScripts).every((name) => Object.hasOwn(scripts, name))) return undefined;
  const indent = /^[ \t]+(?=")/m.exec(manifest)?.[0] ?? 2;
  const changed = { ...content, scripts: { ...scripts, ...missing(scripts) } };
  return `${JSON.stringify(changed, null, indent)}${manifest.endsWith('\n') ? '\n' : ''}`;
}

/** The content of package.json, or undefined where it is no JSON object. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const content: unknown = JSON.parse(text);
    return isObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

function missing(scripts: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(packageScripts).filter(([name]) => !Object.hasOwn(scripts, name)));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As the style of most TypeScript projects has it, JSON's way where that would need escapes. */
function quote(text: string): string {
  return /['\\\p{Cc}]/u.test(text) ? JSON.stringify(text) : `'${text}'`;
}
