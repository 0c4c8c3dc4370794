import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Candidate, definitionFile, schemaText, type Transaction } from './candidate.ts';
import type { Problem } from './problem.ts';
import type { ObservedTransaction } from './run-both.ts';
import type { Example } from './shrink.ts';
import { render } from './sql-tree.ts';

/** A folder in the format of `test/cases`, as texts. */
export interface CaseFolder {
  /** Findings of the same kind over definitions of the same form share it. */
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** Makes a case of a finding: it fails as long as the problem is there, and then guards against it. */
export function toCase(
  { candidate, problem }: Example,
  observed: readonly ObservedTransaction[],
  origin: string,
): CaseFolder {
  const definitions = candidate.definitions.map(definitionFile);
  return {
    name: nameOf(candidate, problem),
    files: [
      { path: 'schema.sql', text: `-- ${commented(problem)}\n-- ${origin}\n${schemaText(candidate)}` },
      { path: 'changes.sql', text: changesText(candidate, observed) },
      ...definitions.map(({ file, text }) => ({ path: file, text })),
    ],
  };
}

/** Writes the folder below `parent`, and returns its path. */
export async function writeCase(parent: string, { name, files }: CaseFolder): Promise<string> {
  const directory = join(parent, name);
  await mkdir(join(directory, 'tviews'), { recursive: true });
  for (const { path, text } of files) await writeFile(join(directory, path), text);
  return directory;
}

function commented({ kind, message }: Problem): string {
  return `${kind}: ${message.split('\n')[0]}`;
}

function changesText({ transactions, definitions }: Candidate, observed: readonly ObservedTransaction[]): string {
  const names = definitions.map(({ name }) => name);
  const texts = transactions.map((transaction, index) => {
    const { failures = [], commitFailure, changed = [] } = observed[index] ?? {};
    const notes = [
      note('changes', changed),
      note(
        'leaves',
        names.filter((name) => !changed.includes(name)),
      ),
    ];
    const commit = commitFailure === undefined ? [] : [`-- fails at commit: ${commitFailure}`];
    return [
      `-- transaction: random change ${index + 1}${notes.join('')}`,
      ...commit,
      ...statementLines(transaction, failures),
    ].join('\n');
  });
  return `${texts.join('\n\n')}\n`;
}

function note(word: string, names: readonly string[]): string {
  return names.length === 0 ? '' : ` (${word} ${names.join(', ')})`;
}

function statementLines(
  { statements, end }: Transaction,
  failures: readonly (string | undefined)[],
): readonly string[] {
  const lines = statements.flatMap(({ text }, index) => {
    const failure = failures[index];
    return [...(failure === undefined ? [] : [`-- fails: ${failure}`]), `${text};`];
  });
  // A case has no transactions that are rolled back as a whole.
  return end === 'COMMIT' ? lines : ['SAVEPOINT undone;', ...lines, 'ROLLBACK TO undone;'];
}

function nameOf({ definitions }: Candidate, { kind, message, code = '' }: Problem): string {
  const form = definitions.map(({ select }) => formOf(render(select))).join('\n');
  const said = kind === 'stale row' ? '' : formOf(message.split('\n')[0] ?? '').slice(0, 80);
  const hash = createHash('sha256').update(`${form}\n${code}\n${said}`).digest('hex').slice(0, 8);
  return `${kind.replaceAll(' ', '-')}-${hash}`;
}

/** The text without the names and values that are left to chance. */
function formOf(text: string): string {
  return text
    .replaceAll(/'(?:[^']|'')*'/g, "''")
    .replaceAll(/\b(tb|vw|tv|fk|pk|cte|walk)_?\w+/g, '$1')
    .replaceAll(/\b[a-z]\d+\b/g, 'x')
    .replaceAll(/\.\w+/g, '.c')
    .replaceAll(/\b\d+\b/g, '0')
    .replaceAll(/\s+/g, ' ');
}
