import type { Explanation } from '../../src/explain/types.ts';

/** The statements of an explanation that a script, in whose functions they are indented, does not hold. */
export function statementsNotIn(script: string, { sources }: Explanation): readonly string[] {
  const emitted = withoutIndent(script);
  return sources
    .flatMap(({ routes }) => routes.flatMap(({ sql }) => sql.split(/(?<=;)\n(?=\S)/)))
    .filter((statement) => !emitted.includes(withoutIndent(statement)));
}

function withoutIndent(text: string): string {
  return text.replaceAll(/^ +/gm, '');
}
