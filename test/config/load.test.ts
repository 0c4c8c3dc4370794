import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';

let cwd: string;

beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'tviews-config-')));
});

afterEach(() => {
  rmSync(cwd, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), text);
}

describe('loadConfig', () => {
  it.each([
    [
      'tviews.config.ts',
      `import { defineConfig } from 'tviews';\nexport default defineConfig({ name: 'blog' as string });`,
    ],
    ['tviews.config.js', `import { defineConfig } from 'tviews';\nexport default defineConfig({ name: 'blog' });`],
    ['tviews.config.mjs', `export default { name: 'blog' };`],
    ['tviews.config.json', `{ "$schema": "https://example.org/tviews.json", "name": "blog" }`],
    ['package.json', `{ "name": "x", "tviews": { "name": "blog" } }`],
  ])('reads %s, where the tviews package is not installed', async (file, text) => {
    write(file, text);
    expect(await loadConfig({ cwd })).toEqual({ root: cwd, file: join(cwd, file), settings: { name: 'blog' } });
  });

  it('finds the nearest one upwards, and passes over a package.json without settings', async () => {
    write('tviews.config.json', '{ "out": "built" }');
    write('packages/db/package.json', '{ "name": "db" }');
    const { root, settings } = await loadConfig({ cwd: join(cwd, 'packages/db') });
    expect({ root, settings }).toEqual({ root: cwd, settings: { out: 'built' } });
  });

  it('takes the file it is given, wherever it lies', async () => {
    write('etc/other.config.ts', 'export default { out: `built` } satisfies object;');
    const { root, settings } = await loadConfig({ cwd, file: 'etc/other.config.ts' });
    expect({ root, settings }).toEqual({ root: join(cwd, 'etc'), settings: { out: 'built' } });
  });

  it('is empty where there is none', async () => {
    expect(await loadConfig({ cwd })).toEqual({ root: cwd, file: undefined, settings: {} });
  });

  it('names the file that is missing, broken or wrong', async () => {
    await expect(loadConfig({ cwd, file: 'gone.ts' })).rejects.toThrow(
      'cannot read gone.ts: no such file or directory',
    );
    write('a.json', '{');
    await expect(loadConfig({ cwd, file: 'a.json' })).rejects.toThrow('a.json cannot be loaded: ');
    write('b.ts', 'throw new Error("no luck");');
    await expect(loadConfig({ cwd, file: 'b.ts' })).rejects.toThrow('b.ts cannot be loaded: no luck');
    write('c.ts', 'export default { nmae: "x" };');
    await expect(loadConfig({ cwd, file: 'c.ts' })).rejects.toThrow(
      'c.ts: unknown setting "nmae" (did you mean "name"?)',
    );
    write('d.json', '[]');
    await expect(loadConfig({ cwd, file: 'd.json' })).rejects.toThrow('d.json: the settings must be an object');
  });
});
