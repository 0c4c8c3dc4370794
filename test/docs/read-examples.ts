/** A definition on a page, and what the page says becomes of it: `maintained`, or `refused <code>`. */
interface Example {
  readonly text: string;
  readonly outcome: string;
}

/** What a page compiles: its tables, and its definitions in the order of the page. */
export interface Examples {
  readonly schemaSql: string;
  readonly examples: readonly Example[];
}

/**
 * Reads the fenced blocks of a Markdown page. Their info strings say what they hold: `sql schema`, and `sql maintained`
 * or `sql refused <code>` for definitions with empty lines between them. Throws where a block says something else.
 */
export function readExamples(markdown: string): Examples {
  const blocks = [...markdown.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(([, info = '', text = '']) => ({
    info,
    text,
  }));
  const unknown = blocks.find(({ info }) => !/^sql (schema|maintained|refused [a-z-]+)$/.test(info));
  if (unknown !== undefined) throw new Error(`a block is marked “${unknown.info}”`);
  const ofKind = (isSchema: boolean) => blocks.filter(({ info }) => (info === 'sql schema') === isSchema);
  return {
    schemaSql: ofKind(true)
      .map(({ text }) => text)
      .join('\n'),
    examples: ofKind(false).flatMap(({ info, text }) =>
      text
        .trim()
        .split(/\n{2,}/)
        .map((example) => ({ text: example, outcome: info.slice('sql '.length) })),
    ),
  };
}
