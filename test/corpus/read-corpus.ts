import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DiagnosticCode } from '../../src/diagnostics/codes.ts';

/** What the compiler is to make of a definition. */
export type Expectation =
  | { readonly kind: 'maintained' }
  /** Any of the codes is right. */
  | { readonly kind: 'refused'; readonly codes: readonly DiagnosticCode[] };

/** A definition of the corpus. */
export interface CorpusEntry {
  /** `<schema>/<name>` */
  readonly id: string;
  /** The feature it stands for: the file's name. */
  readonly feature: string;
  /** `tv_<name>.sql` */
  readonly file: string;
  readonly text: string;
  readonly expectation: Expectation;
  /** The first major that accepts it. */
  readonly firstMajor: number;
  /** Whether it has one right answer for each content of the tables, so that TVIEW and backing view can be compared. */
  readonly comparable: boolean;
  /** The definitions whose TVIEWs or backing views it names. */
  readonly reads: readonly string[];
}

/** The definitions over one schema. */
export interface Corpus {
  readonly schema: string;
  readonly schemaSql: string;
  readonly entries: readonly CorpusEntry[];
}

/** Reads the definitions of all schemas; throws where a block cannot be read or two of a schema have one name. */
export async function readCorpora(): Promise<readonly Corpus[]> {
  const folders = await readdir(import.meta.dirname, { withFileTypes: true });
  const schemas = folders.filter((folder) => folder.isDirectory()).map(({ name }) => name);
  return Promise.all(schemas.sort().map(readCorpus));
}

/** A definition with all those that it reads, directly and through others. */
export function withSources(entry: CorpusEntry, entries: readonly CorpusEntry[]): readonly CorpusEntry[] {
  const found = new Set([entry]);
  for (const { reads } of found) for (const other of entries) if (reads.includes(other.file)) found.add(other);
  return [...found];
}

async function readCorpus(schema: string): Promise<Corpus> {
  const folder = join(import.meta.dirname, schema);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql') && file !== 'schema.sql').sort();
  const read = async (file: string) => readBlocks(schema, file, await readFile(join(folder, file), 'utf8'));
  const entries = (await Promise.all(files.map(read))).flat();
  const names = entries.map(({ id }) => id);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw new Error(`two definitions are called ${twice}`);
  return { schema, schemaSql: await readFile(join(folder, 'schema.sql'), 'utf8'), entries };
}

/** Blocks start at `-- name:`; what stands before the first one describes the file. */
function readBlocks(schema: string, file: string, text: string): readonly CorpusEntry[] {
  const [, ...blocks] = text.split(/^-- name: */m);
  return blocks.map((block) => {
    const [name = '', ...lines] = block.split('\n');
    const header = lines.findIndex((line) => !/^-- (expect|why|debatable|uncompared):/.test(line));
    const body = lines.slice(header).join('\n').trim();
    const place = `${schema}/${file}: ${name}`;
    const expect = lines.slice(0, header).find((line) => line.startsWith('-- expect:'));
    const own = `tv_${name}.sql`;
    const mentioned = [...body.matchAll(/\bt?v_\w+/gi)].map(([word]) => `${word.replace(/^t?v_/i, 'tv_')}.sql`);
    return {
      id: `${schema}/${name}`,
      feature: basename(file, '.sql'),
      file: own,
      text: `${body}\n`,
      ...readExpectation(expect ?? '', place),
      comparable: !lines.slice(0, header).some((line) => line.startsWith('-- uncompared:')),
      reads: mentioned.filter((other) => other !== own),
    };
  });
}

/** `maintained` or `refused <code>[|<code>]`, and `server <major>` behind it where the syntax is younger than 15. */
function readExpectation(line: string, place: string): Pick<CorpusEntry, 'expectation' | 'firstMajor'> {
  const match = /^-- expect: (?:maintained|refused ([a-z|-]+))(?:, server (\d+))?$/.exec(line);
  if (match === null) throw new Error(`${place}: cannot read “${line}”`);
  const [, codes, major] = match;
  return {
    expectation:
      codes === undefined ? { kind: 'maintained' } : { kind: 'refused', codes: codes.split('|') as DiagnosticCode[] },
    firstMajor: Number(major ?? 15),
  };
}
