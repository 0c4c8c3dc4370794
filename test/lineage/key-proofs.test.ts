import { describe, expect, test } from 'vitest';
import { lineageOf } from './harness.ts';

// A key that is taken for proven is not checked at run time, so a wrong proof would lose rows without a word.
const tables = `
  tb_node (pk_node int pk, fk_parent int indexed, name text)
  tb_edge (pk_edge int pk, fk_from int indexed, fk_to int indexed)
  tb_stock (fk_item int pk, quantity int)
  tb_price (fk_item int pk, price int)
  tb_rate (rate numeric pk, note text)
  tb_sensor (pk_sensor int pk, rate float8)
  tb_document (pk_document int pk, tags text)
`;
const findingsOf = (select: string) => lineageOf(tables, `tv_n: ${select}`).findings.join();

describe('a key is proven', () => {
  test.each([
    [
      'by walking a tree from the rows without a parent',
      `WITH RECURSIVE t AS (SELECT pk_node, name AS path FROM tb_node WHERE fk_parent IS NULL
         UNION ALL SELECT n.pk_node, t.path || n.name FROM tb_node n JOIN t ON t.pk_node = n.fk_parent)
       SELECT pk_node, path FROM t`,
    ],
    [
      'where columns of one name are renamed by WITH',
      `WITH RECURSIVE t (id, root, depth) AS (SELECT pk_node, pk_node, 0 FROM tb_node WHERE fk_parent IS NULL
         UNION ALL SELECT n.pk_node, t.root, t.depth + 1 FROM tb_node n JOIN t ON t.id = n.fk_parent)
       SELECT id, root, depth FROM t`,
    ],
    ['by FULL JOIN USING of keys', 'SELECT fk_item, quantity, price FROM tb_stock FULL JOIN tb_price USING (fk_item)'],
    ['by a constant in each branch of UNION ALL', kinds("'node'", "'edge'")],
    ['by constants that are all apart', `${kinds("'a'", "'b'")} UNION ALL SELECT 'c', fk_item, 'x' FROM tb_stock`],
    [
      'by IS NULL, which leaves one group',
      `SELECT e.pk_edge, t.n FROM tb_edge e
       JOIN (SELECT fk_parent, name, count(*) AS n FROM tb_node GROUP BY fk_parent, name) t ON t.fk_parent = e.fk_from AND t.name IS NULL`,
    ],
    [
      'by WITH ORDINALITY',
      `SELECT d.pk_document, w.n, w.word FROM tb_document d, string_to_table(d.tags, ' ') WITH ORDINALITY AS w (word, n)`,
    ],
  ])('%s', (_, select) => {
    expect(findingsOf(select)).not.toMatch(/missing-key|key-not-unique/);
  });
});

describe('a key is not proven', () => {
  test.each([
    [
      'by an item of ROLLUP that another one equals',
      'SELECT q.a AS k FROM (SELECT pk_node AS a, pk_node AS b FROM tb_node) q GROUP BY ROLLUP (q.b, q.a)',
    ],
    [
      'from rows that others may lead to',
      `WITH RECURSIVE t AS (SELECT pk_node, name AS path FROM tb_node WHERE name = 'x'
         UNION ALL SELECT n.pk_node, t.path || n.name FROM tb_node n JOIN t ON t.pk_node = n.fk_parent)
       SELECT pk_node, path FROM t`,
    ],
    [
      'where a row may come from several before it',
      `WITH RECURSIVE t AS (SELECT pk_node, name AS path FROM tb_node WHERE fk_parent IS NULL
         UNION ALL SELECT n.pk_node, t.path || n.name FROM t JOIN tb_edge e ON e.fk_from = t.pk_node JOIN tb_node n ON n.pk_node = e.fk_to)
       SELECT pk_node, path FROM t`,
    ],
    [
      'upwards, where several rows have one parent',
      `WITH RECURSIVE t AS (SELECT pk_node, fk_parent FROM tb_node WHERE fk_parent IS NULL
         UNION ALL SELECT n.pk_node, n.fk_parent FROM tb_node n JOIN t ON t.fk_parent = n.pk_node)
       SELECT pk_node, fk_parent FROM t`,
    ],
    [
      'where the paths of CYCLE tell rows apart',
      `WITH RECURSIVE t AS (SELECT pk_node FROM tb_node
         UNION SELECT n.pk_node FROM tb_node n JOIN t ON t.pk_node = n.fk_parent) CYCLE pk_node SET again USING path
       SELECT pk_node FROM t`,
    ],
    [
      'by FULL JOIN USING of what may be NULL',
      `SELECT name, a, b FROM (SELECT name, count(*) AS a FROM tb_node GROUP BY name) x
       FULL JOIN (SELECT note AS name, count(*) AS b FROM tb_rate GROUP BY note) y USING (name)`,
    ],
    [
      'by FULL JOIN USING of many rows',
      'SELECT fk_item, price FROM (SELECT pk_edge, 1 AS fk_item FROM tb_edge) x FULL JOIN tb_price USING (fk_item)',
    ],
    ['by one constant in both branches', kinds("'a'", "'a'")],
    ['by constants that may be equal all the same', kinds('1', '1.0')],
    [
      'by constants that an outer join may lack',
      `SELECT x.kind, a.pk_node AS id FROM tb_node a LEFT JOIN (SELECT 'a' AS kind, pk_edge FROM tb_edge) x ON x.pk_edge = a.pk_node
       UNION ALL SELECT x.kind, a.pk_node FROM tb_node a LEFT JOIN (SELECT 'b' AS kind, pk_edge FROM tb_edge) x ON x.pk_edge = a.pk_node`,
    ],
    [
      'by one of two columns of a name',
      'WITH t (a, b) AS (SELECT x.pk_node, y.pk_node FROM tb_node x JOIN tb_node y ON y.fk_parent = x.fk_parent) SELECT a, count(*) AS n FROM t GROUP BY a, b',
    ],
    [
      'across types that do not compare exactly',
      '-- @key (pk_sensor)\nSELECT s.pk_sensor, r.note FROM tb_sensor s JOIN tb_rate r ON r.rate = s.rate',
    ],
  ])('%s', (_, select) => {
    expect(findingsOf(select)).toMatch(/missing-key|key-not-unique/);
  });
});

function kinds(first: string, second: string): string {
  return `SELECT ${first} AS kind, pk_node AS id, name FROM tb_node UNION ALL SELECT ${second}, pk_edge, 'x' FROM tb_edge`;
}
