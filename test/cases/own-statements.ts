import { scriptParts } from '../../src/release/script-parts.ts';

/** An install script, and the name of the extension in it. */
export interface InstallScript {
  readonly extension: string;
  readonly text: string;
}

/** The statements of an install script that another one does not have, but for the name of the extension. */
export async function ownStatements(script: InstallScript, other: InstallScript): Promise<string> {
  const known = new Set((await namelessParts(other)).map(({ statement }) => statement));
  const own = (await namelessParts(script)).filter(({ statement }) => !known.has(statement));
  return own.map(({ comment, statement }) => `${comment}${statement};\n`).join('\n');
}

async function namelessParts({ extension, text }: InstallScript) {
  const name = new RegExp(`\\b${extension}\\b`, 'g');
  const parts = await scriptParts(text);
  return parts.map(({ comment, statement }) => ({ comment, statement: statement.replace(name, 'case_extension') }));
}
