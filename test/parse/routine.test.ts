import { beforeAll, expect, test } from 'vitest';
import { loadParser } from '../../src/parse/parse-definition.ts';
import { parseRoutine } from '../../src/parse/routine.ts';
import { relationsRead } from '../../src/resolve/dependencies.ts';

beforeAll(loadParser);

function read(definition: string) {
  const { queries, opaque, searchPath } = parseRoutine(
    `CREATE FUNCTION f(a integer) RETURNS integer STABLE ${definition}`,
  );
  const relations = queries.flatMap(relationsRead).map(({ schema, name }) => (schema ? `${schema}.${name}` : name));
  return { relations: relations.sort().join(), opaque, ...(searchPath && { searchPath }) };
}

const plpgsql = (declarations: string, body: string) =>
  read(`LANGUAGE plpgsql AS $f$ DECLARE r record; ${declarations} BEGIN ${body} END $f$`);

test.each([
  ["LANGUAGE sql AS 'SELECT a + 1'", ''],
  ["LANGUAGE sql AS 'SELECT 1 FROM t; SELECT 2 FROM s.u'", 's.u,t'],
  ["LANGUAGE sql AS 'WITH t AS (SELECT 1 FROM t) SELECT 1 FROM t, u'", 't,u'],
  ['LANGUAGE sql RETURN (SELECT max(x) FROM t)', 't'],
  ['LANGUAGE sql BEGIN ATOMIC SELECT 1 FROM t; SELECT 1 FROM u; END', 't,u'],
])('%s', (definition, relations) => {
  expect(read(definition)).toEqual({ relations, opaque: false });
});

test.each([
  ['', 'RETURN a + 1;', ''],
  ['', 'RETURN (SELECT x FROM t);', 't'],
  ['', 'a := (SELECT x FROM t); RETURN a;', 't'],
  ['', 'SELECT x INTO a FROM t; RETURN a;', 't'],
  ['', 'IF EXISTS (SELECT FROM t) THEN RETURN 1; END IF;', 't'],
  ['', 'FOR r IN SELECT * FROM t LOOP PERFORM x FROM u; END LOOP;', 't,u'],
  ['x unknown_type := (SELECT 1 FROM t);', 'RETURN 1;', 't'],
  ['c CURSOR FOR SELECT * FROM t;', 'RETURN 1;', 't'],
  ['', "RAISE NOTICE '%', (SELECT x FROM t); RETURN 1;", 't'],
])('PL/pgSQL: %s BEGIN %s', (declarations, body, relations) => {
  const found = plpgsql(declarations, body);
  expect([...new Set(found.relations.split(','))].join()).toBe(relations);
  expect(found.opaque).toBe(false);
});

test.each([
  "EXECUTE 'SELECT 1' INTO a; RETURN a;",
  "FOR r IN EXECUTE 'SELECT 1' LOOP NULL; END LOOP; RETURN 1;",
  'UPDATE t SET x = 1; RETURN 1;',
  'nonsense',
])('%s hides what it reads', (body) => {
  expect(plpgsql('', body).opaque).toBe(true);
});

test('defaults of arguments are evaluated by calls', () => {
  const { queries } = parseRoutine(
    "CREATE FUNCTION f(a integer DEFAULT g()) RETURNS integer STABLE LANGUAGE sql AS 'SELECT a'",
  );
  expect(queries).toHaveLength(2);
});

test('names are looked up where the function says', () => {
  expect(read(`LANGUAGE sql SET search_path TO 'app', "My Schema" AS 'SELECT 1'`)).toEqual({
    relations: '',
    opaque: false,
    searchPath: ['app', 'My Schema'],
  });
});
