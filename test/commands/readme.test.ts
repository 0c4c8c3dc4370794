import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createProgram } from '../../src/commands/program.ts';
import { createProject } from './harness.ts';

const readme = new URL('../../README.md', import.meta.url);
const blog = resolve(import.meta.dirname, '../../examples/blog');
const startsPostgres = 60_000;

/** Checks the code block between the comments `name:begin` and `name:end`, or writes it anew. */
function checkSection(name: string, content: string): void {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const text = readFileSync(readme, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  const expected = `${before}${begin}\n\`\`\`\n${content.trim()}\n\`\`\`\n${end}${after}`;
  if (process.env.UPDATE_README === '1') writeFileSync(readme, expected);
  else expect(text, 'refresh it with: UPDATE_README=1 npm run test:unit').toBe(expected);
}

test('the README shows the command line as it is', () => {
  const program = createProgram(async () => {}, { out: () => {}, err: () => {} });
  program.configureHelp({ helpWidth: 80 });
  // The flags that all verbs share are left out.
  const verbs = program.commands.map((verb) => {
    verb.configureHelp({ helpWidth: 80, showGlobalOptions: false });
    return verb.helpInformation().trim();
  });
  checkSection('usage', verbs.join('\n\n'));
});

test('the README shows an explanation as it is', { timeout: startsPostgres }, async () => {
  const { cwd, run } = createProject();
  const argv = ['--cwd', blog, 'explain', 'tv_tag', '--schema', 'schema.sql'];
  const { stdout } = await run(argv, { XDG_CACHE_HOME: cwd });
  checkSection('explain', `$ npx tviews explain tv_tag\n\n${stdout}`);
});
