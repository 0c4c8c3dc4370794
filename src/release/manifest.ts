import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EmittedFile } from '../emit/types.ts';
import type { Plan, PlannedTview } from '../plan/types.ts';
import { quoteQualified } from '../sql/identifiers.ts';

const numbersSchema = z.record(
  z.string(),
  z.strictObject({ position: z.int().positive(), firstClass: z.int().positive(), classes: z.int().positive() }),
);

const tviewSchema = z.strictObject({
  /** Quoted as in the script. */
  tview: z.string(),
  backingView: z.string(),
  select: z.string(),
  /** In order. The type is null where no PostgreSQL could be asked for it. */
  columns: z.array(z.strictObject({ name: z.string(), type: z.string().nullable() })),
  key: z.array(z.string()),
  /** What the definition says about the TVIEW besides. */
  statements: z.array(z.string()),
  /** The tables and TVIEWs whose changes it follows. */
  sources: z.array(z.string()),
});

const manifestSchema = z.strictObject({
  formatVersion: z.literal(1),
  name: z.string(),
  version: z.string(),
  schema: z.string(),
  /** SHA-256 of the install script. */
  script: z.string(),
  /** In dependency order. */
  tviews: z.array(tviewSchema),
  numbers: numbersSchema,
});

/** What a release says about itself, for the build of the next one. Plain JSON. */
export type Manifest = z.infer<typeof manifestSchema>;

export type ManifestTview = Manifest['tviews'][number];

/** The manifest of what was emitted. */
export function manifestOf({ extension, tviews, numbers }: Plan, script: string): Manifest {
  return {
    formatVersion: 1,
    ...extension,
    script: digest(script),
    tviews: tviews.map(manifestTview),
    numbers,
  };
}

function manifestTview({ tview, backingView, select, columns, key, statements, sources }: PlannedTview): ManifestTview {
  return {
    tview: quoteQualified(tview),
    backingView: quoteQualified(backingView),
    select,
    columns: columns.map(({ name, type }) => ({ name, type: type ?? null })),
    key: key.map(({ name }) => name),
    statements: statements.map(({ text }) => text),
    sources: sources.map(quoteQualified),
  };
}

/** The manifest as a file beside the script it describes. */
export function manifestFile(manifest: Manifest): EmittedFile {
  const { name, version } = manifest;
  return { path: manifestPath(name, version), text: `${JSON.stringify(manifest, null, 2)}\n` };
}

export function manifestPath(name: string, version: string): string {
  return `${name}--${version}.json`;
}

export function scriptPath(name: string, version: string): string {
  return `${name}--${version}.sql`;
}

/** Reads a manifest; undefined where the text is none that this version of tviews understands. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    return manifestSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The TVIEWs of a manifest by name. */
export function tviewsByName({ tviews }: Manifest): ReadonlyMap<string, ManifestTview> {
  return new Map(tviews.map((tview) => [tview.tview, tview]));
}
