import { expect, test } from 'vitest';
import { tleFile } from '../../src/release/pg-tle.ts';

const extension = { name: 'shop', version: '1.10.0', schema: 'tviews' };

test('versions come in their order, and the first one makes the extension', () => {
  const names = ['shop--1.10.0--1.9.0', 'shop--1.10.0', 'shop--1.9.0', 'shop--1.9.0--1.10.0'];
  const scripts = names.map((name) => ({ path: `${name}.sql`, text: `-- ${name}\n` }));
  const { path, text } = tleFile(extension, "what is 'said'", scripts);
  expect(path).toBe('shop.pg_tle.sql');
  expect(text.match(/^SELECT pgtle\..*$/gm)).toEqual([
    "SELECT pgtle.install_extension('shop', '1.9.0', 'what is ''said''', $script$-- shop--1.9.0",
    "SELECT pgtle.install_extension_version_sql('shop', '1.10.0', $script$-- shop--1.10.0",
    "SELECT pgtle.install_update_path('shop', '1.9.0', '1.10.0', $script$-- shop--1.9.0--1.10.0",
    "SELECT pgtle.install_update_path('shop', '1.10.0', '1.9.0', $script$-- shop--1.10.0--1.9.0",
    "SELECT pgtle.set_default_version('shop', '1.10.0');",
  ]);
});

test('the quotes around a script are not in it', () => {
  const { text } = tleFile(extension, '', [{ path: 'shop--1.10.0.sql', text: 'SELECT $script$$script$' }]);
  expect(text).toContain('$script_2$SELECT $script$$script$$script_2$');
});

test.for(['$_pgtle_o_$', '$_pgtle_i_$'])('pg_tle does not take %s', (delimiter) => {
  const scripts = [{ path: 'shop--1.10.0.sql', text: `SELECT '${delimiter}'` }];
  expect(() => tleFile(extension, '', scripts)).toThrow(`pg_tle takes no script with ${delimiter} in it`);
});

test('pg_tle keeps scripts under names that PostgreSQL would cut', () => {
  const path = `${'x'.repeat(50)}--1.9.0--1.10.0.sql`;
  expect(() => tleFile({ ...extension, name: 'x'.repeat(50) }, '', [{ path, text: '' }])).toThrow(
    'more than 63 characters',
  );
});
