import { expect, test } from 'vitest';
import { describeChecks, examine } from '../../src/doctor/doctor.ts';
import type { Check, ProjectFacts, ServerFacts } from '../../src/doctor/types.ts';

const installed = {
  extension: 'shop_tviews',
  version: '1.0.0',
  state: 'active',
  isExtension: true,
  isOwner: true,
  mayAskHealth: true,
};

const server: ServerFacts = {
  version: '17.5',
  versionNumber: 170005,
  isStandby: false,
  announcedProcess: 4711,
  process: 4711,
  locksPerTransaction: 64,
  role: 'deployer',
  database: 'shop',
  schema: 'tviews',
  isolation: 'read committed',
  replicationRole: 'origin',
  installed,
  mayCreate: true,
  available: ['1.0.0'],
  directory: '/share/extension',
  scripts: [{ path: 'shop_tviews--1.0.0.sql', digest: 'a' }],
  pgTle: { installed: null, isAvailable: false, isLoaded: false },
  settings: [{ place: 'role web', name: 'tviews.track', value: 'on' }],
  knownSettings: [
    { name: 'tviews.max_affected_keys', pattern: '^[1-9][0-9]{0,17}$', words: 'a whole number, from 1 on' },
    { name: 'tviews.track', pattern: '^(on|off)$', words: 'on or off' },
  ],
};

const project: ProjectFacts = {
  extension: 'shop_tviews',
  target: 'extension',
  folder: 'extension',
  releases: ['1.0.0'],
  scripts: [{ path: 'shop_tviews--1.0.0.sql', digest: 'a' }],
};

const node = { version: '22.1.0', wanted: '>=20.19' };

test('where all is well, every line says so', () => {
  expect(describeChecks(examine(node, project, server))).toBe(
    [
      'ok       node        Node 22.1.0',
      'ok       server      PostgreSQL 17.5',
      'ok       standby     the server accepts writes',
      'ok       connection  no pooler in between',
      'ok       locks       max_locks_per_transaction is 64',
      'ok       extension   shop_tviews 1.0.0: active',
      'ok       role        deployer may deploy, verify and repair',
      'ok       files       the server has files in /share/extension: 1.0.0',
      'ok       pg_tle      not there, and not needed',
      'ok       isolation   default_transaction_isolation is read committed',
      'ok       triggers    session_replication_role is origin',
      'ok       settings    set: tviews.track',
    ].join('\n'),
  );
});

type Case = readonly [
  what: string,
  server: Partial<ServerFacts>,
  project: Partial<ProjectFacts>,
  finding: readonly [Check['check'], Check['verdict'], message: string, hint: string],
];

const set = (name: string, value: string) => ({ settings: [{ place: 'role web in database shop', name, value }] });

const cases: readonly Case[] = [
  [
    'an old server',
    { version: '13.9', versionNumber: 130009 },
    {},
    ['server', 'error', 'needs 14 or newer', 'upgrade'],
  ],
  ['a standby', { isStandby: true }, {}, ['standby', 'warning', 'is a standby', 'primary']],
  ['a pooler', { announcedProcess: 1 }, {}, ['connection', 'warning', 'a pooler is in between', 'directly']],
  ['few locks', { locksPerTransaction: 10 }, {}, ['locks', 'warning', 'is 10: ', 'postgresql.conf']],
  [
    'no extension',
    { installed: null },
    {},
    ['extension', 'warning', 'schema tviews of database shop', 'tviews deploy'],
  ],
  [
    'a damaged extension',
    { installed: { ...installed, state: 'damaged' } },
    {},
    ['extension', 'error', 'damaged', 'tviews status'],
  ],
  [
    'a role without rights',
    { installed: { ...installed, isOwner: false, mayAskHealth: false } },
    {},
    ['role', 'warning', 'neither deploy nor ask', 'GRANT EXECUTE ON FUNCTION tviews.health_check() TO deployer'],
  ],
  ['installed, and no files', { available: ['0.9.0'] }, {}, ['files', 'error', 'which is installed', 'tviews install']],
  [
    'a release missing',
    {},
    { releases: ['1.0.0', '1.1.0'] },
    ['files', 'warning', 'shop_tviews 1.1.0', 'tviews install'],
  ],
  [
    'another script on the server',
    { scripts: [{ path: 'shop_tviews--1.0.0.sql', digest: 'b' }] },
    {},
    ['files', 'error', 'shop_tviews--1.0.0.sql is not as in extension', '/share/extension'],
  ],
  ['pg_tle not loaded', {}, { target: 'pg_tle' }, ['pg_tle', 'error', 'has not loaded', 'shared_preload_libraries']],
  [
    'pg_tle not created',
    { pgTle: { installed: null, isAvailable: true, isLoaded: true } },
    { target: 'pg_tle' },
    ['pg_tle', 'error', 'this database does not have', 'CREATE EXTENSION pg_tle'],
  ],
  ['another isolation', { isolation: 'serializable' }, {}, ['isolation', 'warning', '40001', 'repeat']],
  ['no triggers', { replicationRole: 'replica' }, {}, ['triggers', 'error', 'fire no triggers', 'RESET']],
  [
    'an unknown setting',
    set('tviews.trak', 'on'),
    {},
    ['settings', 'warning', 'tviews.trak is set for role web in database shop', 'did you mean tviews.track?'],
  ],
  ['a setting like no other', set('tviews.colour', 'red'), {}, ['settings', 'warning', 'tviews.colour', 'reset it']],
  ['a wrong value', set('tviews.track', 'yes'), {}, ['settings', 'error', 'is “yes”', 'on or off']],
  ['a wrong number', set('tviews.max_affected_keys', '-1'), {}, ['settings', 'error', 'is “-1”', 'a whole number']],
];

test.each(cases)('%s is found, and nothing else', (_, facts, built, [check, verdict, message, hint]) => {
  const found = examine(node, { ...project, ...built }, { ...server, ...facts });
  expect(found.filter((each) => each.verdict !== 'ok')).toEqual([
    { check, verdict, message: expect.stringContaining(message), hint: expect.stringContaining(hint) },
  ]);
});

test('before the installation, the role needs to be able to do it', () => {
  const found = examine(node, project, { ...server, installed: null, mayCreate: false });
  expect(found).toContainEqual({
    check: 'role',
    verdict: 'error',
    message: 'deployer may not install extensions in shop',
    hint: 'GRANT CREATE ON DATABASE shop TO deployer',
  });
});

test('migrations need no files', () => {
  const byMigrations = { ...server, installed: { ...installed, isExtension: false }, available: [] };
  const found = examine(node, { ...project, target: 'sql', releases: ['2.0.0'] }, byMigrations);
  expect(found.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
});

test('an old Node is an error', () => {
  expect(examine({ ...node, version: '18.0.0' }, project, server)[0]).toMatchObject({
    check: 'node',
    verdict: 'error',
    message: 'Node 18.0.0, but tviews needs >=20.19',
  });
});
