import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createProgram } from '../../src/commands/program.ts';

const readme = new URL('../../README.md', import.meta.url);
const [begin, end] = ['<!-- usage:begin -->', '<!-- usage:end -->'];

/** What the verbs print as their help, without the flags that all of them share. */
function usage(): string {
  const program = createProgram(async () => {}, { out: () => {}, err: () => {} });
  program.configureHelp({ helpWidth: 80 });
  const verbs = program.commands.map((verb) => {
    verb.configureHelp({ helpWidth: 80, showGlobalOptions: false });
    return verb.helpInformation().trim();
  });
  return ['```', ...verbs.join('\n\n').split('\n'), '```'].join('\n');
}

test('the README shows the command line as it is', () => {
  const text = readFileSync(readme, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  const expected = `${before}${begin}\n${usage()}\n${end}${after}`;
  if (process.env.UPDATE_README === '1') writeFileSync(readme, expected);
  else expect(text, 'refresh it with: UPDATE_README=1 npm run test:unit').toBe(expected);
});
