/** A fenced block of a page: statements, or commands; `expectNoRows`: the page says that they return nothing. */
export interface Step {
  readonly kind: 'sql' | 'sh';
  readonly text: string;
  readonly expectNoRows: boolean;
}

/** The steps of a page in their order, with names that others on the server could have replaced by the test's own. */
export function readSteps(markdown: string, names: Readonly<Record<string, string>>): readonly Step[] {
  const pattern = new RegExp(`\\b(${Object.keys(names).join('|')})\\b`, 'g');
  return [...markdown.matchAll(/^```(sql|sh)\n([\s\S]*?)^```$/gm)].map(([, kind, text = '']) => ({
    kind: kind === 'sql' ? 'sql' : 'sh',
    text: text.replaceAll(pattern, (name) => names[name] ?? name),
    expectNoRows: text.startsWith('-- returns no rows\n'),
  }));
}
