import { splitStatements } from '../../src/sql/statements.ts';

/** A fenced block of a page: statements to run, commands, or a file to write. */
export type Step =
  | { readonly kind: 'sql'; readonly text: string }
  | { readonly kind: 'sh'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string; readonly text: string };

/** The steps of a page in their order, with names that others on the server could have replaced by the test's own. */
export function readSteps(markdown: string, names: Readonly<Record<string, string>>): readonly Step[] {
  const pattern = new RegExp(`\\b(${Object.keys(names).join('|')})\\b`, 'g');
  const blocks = [...markdown.matchAll(/^( *)```(sql|sh)(?: (\S+))?\n([\s\S]*?)^\1```$/gm)];
  return blocks.map(([, indent = '', kind, path, written = '']): Step => {
    const own = written.replaceAll(pattern, (name) => names[name] ?? name);
    const text = own.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    if (path !== undefined) return { kind: 'file', path, text };
    return { kind: kind === 'sh' ? 'sh' : 'sql', text };
  });
}

/**
 * What a page says of each statement: the values of its first column, or undefined where it says nothing. `-- returns
 * no rows` above the statements is about all of them, `-- returns X` behind one is about that one.
 */
export async function readExpected(text: string): Promise<readonly (readonly string[] | undefined)[]> {
  const isEmpty = text.startsWith('-- returns no rows\n');
  const statements = await splitStatements(text);
  return statements.map(({ text: statement, start }) => {
    const value = /^;[ ]*-- returns (.*)/.exec(text.slice(start + statement.length))?.[1];
    return isEmpty ? [] : value === undefined ? undefined : [value];
  });
}
