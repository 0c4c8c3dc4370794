import { describe, expect, it } from 'vitest';
import { defaultExtensionName } from '../../src/config/names.ts';
import { fromCall, fromFile, fromFlags, parseSettings } from '../../src/config/schema.ts';

const parse = (settings: unknown) => () => parseSettings(settings, fromCall);

describe('parseSettings', () => {
  it.each(['blog', 'blog_tviews', 'b2', 'x'.repeat(63)])('accepts the name %s', (name) => {
    expect(parse({ name })()).toEqual({ name });
  });

  it.each(['', 'Blog', 'blog-tviews', 'a--b', '-a', 'a/b', '2a', '_a', 'x'.repeat(64), 'a\n', 'é'])(
    'refuses the name %j',
    (name) => {
      expect(parse({ name })).toThrow('name must be a name of lower-case letters');
    },
  );

  it('suggests a name that would do', () => {
    expect(parse({ name: 'My Blog-Views' })).toThrow('such as "my_blog_views"');
  });

  it.each(['1.0.0', '0.0.0-dev', '1.2.3-rc.1'])('accepts the release %s', (release) => {
    expect(parse({ release })()).toEqual({ release });
  });

  it.each(['1.0', 'v1.0.0', '1.0.0--1', '1.0.0-', '1.0.0-a-', '1.0.0+build', '../1.0.0', ''])(
    'refuses the release %j',
    (release) => {
      expect(parse({ release })).toThrow('release must be a version such as');
    },
  );

  it.each(['pg_tviews', 'information_schema', 'Tviews', 'a"b'])(
    'refuses the extension schema %j',
    (extensionSchema) => {
      expect(parse({ extensionSchema })).toThrow('extensionSchema must be');
    },
  );

  it('names every mistake, and what was probably meant', () => {
    expect(() =>
      parseSettings({ definitons: 'x', schema: 1, nonsense: 2, out: '' }, fromFile('tviews.config.ts')),
    ).toThrow(
      'tviews.config.ts: out must not be empty; schema must be a string; ' +
        'unknown setting "definitons" (did you mean "definitions"?); unknown setting "nonsense"',
    );
  });

  it('spells settings as they were given', () => {
    expect(() => parseSettings({ extensionSchema: 'pg_x' }, fromFlags)).toThrow('--extension-schema must be');
    expect(() => parseSettings({ databaseUrl: 'a', catalog: 'b' }, fromFlags)).toThrow(
      '--database-url and --catalog exclude each other',
    );
  });

  it('refuses what is no object', () => {
    expect(parse('tviews')).toThrow('the settings must be an object');
  });
});

it.each([
  ['@acme/blog-api', 'blog_api_tviews'],
  ['My Shop', 'my_shop_tviews'],
  ['2024-07', 'app_tviews'],
  ['x'.repeat(80), `${'x'.repeat(56)}_tviews`],
])('derives an extension name from %s', (name, expected) => {
  expect(defaultExtensionName(name)).toBe(expected);
});
