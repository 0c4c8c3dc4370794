import { type ScriptPart, scriptParts } from '../../src/release/script-parts.ts';

/** The statements of an install script. */
export async function statementsOf(script: string): Promise<ReadonlySet<string>> {
  return new Set((await scriptParts(script)).map(({ statement }) => statement));
}

/** What an install script has besides these statements. */
export async function ownStatements(script: string, known: ReadonlySet<string>): Promise<string> {
  const isOwn = ({ statement }: ScriptPart): boolean => !known.has(statement);
  const own = (await scriptParts(script)).filter(isOwn);
  return own.map(({ comment, statement }) => `${comment}${statement};\n`).join('\n');
}
