import { describe, expect, test } from 'vitest';
import { lineageOf } from './harness.ts';

const blog = `
  tb_user (pk_user int pk, name text, bio text, fk_manager int)
  tb_post (pk_post int pk, fk_user int indexed, fk_editor int indexed, title text, views int)
  tb_comment (pk_comment int pk, fk_post int indexed, fk_user int indexed, body text)
  tb_tag (pk_tag int pk, name text)
  tb_post_tag (fk_post int pk, fk_tag int pk)
  view v_author (pk_user, name): SELECT u.pk_user, u.name FROM public.tb_user u
`;
const routesOf = (...definitions: string[]) => lineageOf(blog, ...definitions).routes;

describe('the key of a changed row', () => {
  test('is its own where the table is the root', () => {
    expect(routesOf('tv_post: SELECT pk_post, title FROM tb_post')).toEqual(['tb_post: pk_post = changed.pk_post']);
  });

  test('is the foreign key of a row that is aggregated into its parent', () => {
    const routes = routesOf(
      'tv_post: SELECT p.pk_post, (SELECT count(*) FROM tb_comment c WHERE c.fk_post = p.pk_post) AS n FROM tb_post p',
    );
    expect(routes).toContain('tb_comment c: pk_post = changed.fk_post');
  });

  test('is found by a join where the row is embedded', () => {
    const routes = routesOf(
      'tv_post: SELECT p.pk_post, u.name FROM tb_post p LEFT JOIN tb_user u ON u.pk_user = p.fk_user',
    );
    expect(routes).toContain('tb_user u: p.fk_user = changed.pk_user; pk_post = p.pk_post');
  });

  test('is found through a link table, without the table in between', () => {
    const routes = routesOf(`tv_post: SELECT p.pk_post, (SELECT jsonb_agg(t.name) FROM tb_post_tag pt
      JOIN tb_tag t ON t.pk_tag = pt.fk_tag WHERE pt.fk_post = p.pk_post) AS tags FROM tb_post p`);
    expect(routes).toContain('tb_tag t: pt.fk_tag = changed.pk_tag; pk_post = pt.fk_post');
  });

  test('is a GROUP BY column', () => {
    expect(
      routesOf('tv_editor: -- @key fk_editor\nSELECT fk_editor, count(*) AS n FROM tb_post GROUP BY fk_editor'),
    ).toEqual(['tb_post: fk_editor = changed.fk_editor']);
  });

  test('is followed through views and WITH', () => {
    const viaView = 'tv_post: SELECT p.pk_post, a.name FROM tb_post p JOIN v_author a ON a.pk_user = p.fk_user';
    expect(routesOf(viaView)).toContain('tb_user u: p.fk_user = changed.pk_user; pk_post = p.pk_post');
    const viaWith = `tv_post: WITH n AS (SELECT fk_post, count(*) AS n FROM tb_comment GROUP BY fk_post)
      SELECT p.pk_post, n.n FROM tb_post p LEFT JOIN n ON n.fk_post = p.pk_post`;
    expect(routesOf(viaWith)).toContain('tb_comment: pk_post = changed.fk_post');
  });

  test('of a TVIEW that reads another is found through its rows', () => {
    const routes = routesOf(
      'tv_author: -- @key pk_user\nSELECT pk_user, name FROM tb_user',
      'tv_post: SELECT p.pk_post, a.name FROM tb_post p JOIN tv_author a ON a.pk_user = p.fk_user',
    );
    expect(routes).toContain('tv_author a: p.fk_user = changed.pk_user; pk_post = p.pk_post');
  });
});

describe('occurrences of one table', () => {
  test('are told apart by what they read', () => {
    const { reads } = lineageOf(
      blog,
      `tv_user: SELECT u.pk_user, u.bio, m.name AS manager FROM tb_user u LEFT JOIN tb_user m ON m.pk_user = u.fk_manager`,
    );
    expect(reads).toEqual({ u: 'pk_user,bio,fk_manager', m: 'pk_user,name' });
  });

  test('are one route where they lead the same way', () => {
    const routes =
      routesOf(`tv_post: SELECT p.pk_post, (SELECT count(*) FROM tb_comment c WHERE c.fk_post = p.pk_post) AS n,
      EXISTS (SELECT FROM tb_comment d WHERE d.fk_post = p.pk_post) AS any FROM tb_post p`);
    expect(routes).toContain('tb_comment c, d: pk_post = changed.fk_post');
  });
});

describe('what is not certain is not used', () => {
  test('no path leads through the nullable side of another join', () => {
    const routes = routesOf(`tv_post: SELECT p.pk_post, c.body, e.name FROM tb_post p
      LEFT JOIN tb_comment c ON c.fk_post = p.pk_post AND c.fk_user = p.fk_editor
      LEFT JOIN tb_user e ON e.pk_user = p.fk_editor`);
    expect(routes).toContain('tb_user e: p.fk_editor = changed.pk_user; pk_post = p.pk_post');
  });

  test('an equality in WHERE makes the nullable side certain', () => {
    const routes = routesOf(`tv_tag: SELECT t.pk_tag, pt.fk_post FROM tb_tag t
      LEFT JOIN tb_post_tag pt ON pt.fk_tag = t.pk_tag, tb_post p WHERE p.pk_post = pt.fk_post`);
    expect(routes).toContain('tb_post p: pt.fk_post = changed.pk_post; pk_tag = pt.fk_tag');
  });
});

describe('keys of two relations', () => {
  const pairs = `tv_pair: -- @key (a, b)
    SELECT a.pk_post AS a, b.pk_post AS b FROM tb_post a JOIN tb_post b ON b.fk_user = a.fk_user`;

  test('are found by the new rows and, for old ones, in the TVIEW', () => {
    expect(routesOf(pairs)).toEqual([
      'tb_post a, b: b.fk_user = changed.fk_user; a, b = changed.pk_post, b.pk_post',
      'tb_post a, b: old_row.a = changed.pk_post; a, b = old_row.a, old_row.b',
      'tb_post a, b: a.fk_user = changed.fk_user; a, b = a.pk_post, changed.pk_post',
      'tb_post a, b: old_row.b = changed.pk_post; a, b = old_row.a, old_row.b',
    ]);
  });

  test('on the nullable side are there or NULL', () => {
    const routes = routesOf(`tv_row: -- @key (pk_user, pk_post)
      SELECT u.pk_user, p.pk_post FROM tb_user u LEFT JOIN tb_post p ON p.fk_user = u.pk_user`);
    expect(routes).toContain('tb_post p: pk_user, pk_post = changed.fk_user, NULL');
    expect(routes).toContain('tb_post p: pk_user, pk_post = changed.fk_user, changed.pk_post');
  });
});

describe('alternatives', () => {
  test('OR follows each side', () => {
    const routes = routesOf(`tv_user: SELECT u.pk_user, (SELECT count(*) FROM tb_post p
      WHERE p.fk_user = u.pk_user OR p.fk_editor = u.pk_user) AS n FROM tb_user u`);
    expect(routes).toContain('tb_post p: pk_user = changed.fk_user');
    expect(routes).toContain('tb_post p: pk_user = changed.fk_editor');
  });

  test('UNION follows each branch', () => {
    const routes = routesOf(`tv_user: SELECT u.pk_user, (SELECT count(*) FROM (SELECT fk_user AS who FROM tb_post
      UNION ALL SELECT fk_user FROM tb_comment) x WHERE x.who = u.pk_user) AS n FROM tb_user u`);
    expect(routes).toContain('tb_post: pk_user = changed.fk_user');
    expect(routes).toContain('tb_comment: pk_user = changed.fk_user');
  });
});

describe('what IN finds', () => {
  const writers = 'SELECT p.fk_user FROM tb_post p';

  test('is equal, or unknown because one of the two is NULL', () => {
    const routes = routesOf(`tv_user: SELECT u.pk_user, u.pk_user IN (${writers}) AS writes FROM tb_user u`);
    expect(routes).toContain('tb_post p: pk_user = changed.fk_user');
    expect(routes.join()).toMatch(/changed.fk_user IS NULL AND .* IS UNKNOWN/);
  });

  test('is equal where only its truth matters', () => {
    const select = `CASE WHEN u.pk_user IN (${writers}) THEN 1 END AS a, (u.pk_user = ANY (ARRAY (${writers}))) IS TRUE AS b`;
    expect(routesOf(`tv_user: SELECT u.pk_user, ${select} FROM tb_user u`)).toContain(
      'tb_post p: pk_user = changed.fk_user',
    );
  });

  test('is followed by what correlates it where that is enough', () => {
    const select = `u.name IN (SELECT p.title FROM tb_post p WHERE p.fk_user = u.pk_user) AS self`;
    expect(routesOf(`tv_user: SELECT u.pk_user, ${select} FROM tb_user u`)).toContain(
      'tb_post p: pk_user = changed.fk_user',
    );
  });
});

describe('keys that are computed in part', () => {
  test('are taken from the rows of the TVIEW and of the backing view', () => {
    const { findings } = lineageOf(
      blog,
      `tv_row: -- @key (pk_post, word)\nSELECT p.pk_post, w.word FROM tb_post p, string_to_table(p.title, ' ') AS w (word)`,
    );
    // Without a PostgreSQL to ask, the type of the computed part is unknown.
    expect(findings.join()).toContain('cannot-narrow');
  });
});

describe('casts', () => {
  test('that PostgreSQL writes into views are the column', () => {
    const codes = `
      tb_a (pk_a int pk, code varchar)
      tb_b (pk_b int pk, code varchar indexed)
    `;
    const { routes } = lineageOf(
      codes,
      'tv_a: SELECT a.pk_a, b.pk_b AS b FROM tb_a a LEFT JOIN tb_b b ON ((a.code)::text = (b.code)::text)',
    );
    expect(routes).toContain('tb_b b: a.code = changed.code; pk_a = a.pk_a');
  });
});

describe('refusals', () => {
  const refused: readonly (readonly [string, string])[] = [
    ['an uncorrelated aggregate', 'tv_post: SELECT pk_post, (SELECT count(*) FROM tb_tag) AS n FROM tb_post'],
    ['LIMIT at the top', 'tv_post: SELECT pk_post FROM tb_post ORDER BY views LIMIT 3'],
    ['a window over all rows', 'tv_post: SELECT pk_post, count(*) OVER () AS n FROM tb_post'],
    ['a cross join', 'tv_post: SELECT p.pk_post, t.name FROM tb_post p, tb_tag t'],
    [
      'NOT IN of what an aggregate returns',
      'tv_user: SELECT pk_user FROM tb_user WHERE pk_user NOT IN (SELECT max(fk_user) FROM tb_post)',
    ],
    [
      'a link to an aggregate',
      `tv_user: SELECT u.pk_user, x.n FROM tb_user u
      JOIN (SELECT fk_user, count(*) AS n FROM tb_post GROUP BY fk_user) x ON x.n = u.pk_user`,
    ],
  ];
  test.each(refused)('%s', (_, definition) => {
    expect(lineageOf(blog, definition).findings.join()).toContain('cannot-narrow');
  });

  test('unless the definition accepts that all rows are compared', () => {
    const { routes, findings } = lineageOf(
      blog,
      'tv_post: -- @on-change tb_tag: full\nSELECT pk_post, (SELECT count(*) FROM tb_tag) AS n FROM tb_post',
    );
    expect(routes).toContain('tb_tag: full');
    expect(findings).toEqual([]);
  });

  test('a cycle, with its path', () => {
    const { findings } = lineageOf(
      blog,
      'tv_a: SELECT p.pk_post AS pk_a FROM tb_post p JOIN tv_b b ON b.pk_b = p.pk_post',
      'tv_b: SELECT a.pk_a AS pk_b FROM tv_a a',
    );
    expect(findings.join()).toMatch(/dependency-cycle: .*tv_[ab] -> tv_[ab] -> tv_[ab]/);
  });
});

describe('the key', () => {
  test('is inferred from GROUP BY and from unique keys', () => {
    expect(lineageOf(blog, 'tv_n: SELECT fk_user, count(*) AS n FROM tb_post GROUP BY fk_user').findings).toEqual([]);
    expect(lineageOf(blog, 'tv_n: SELECT title, pk_post FROM tb_post').findings).toEqual([]);
  });

  test('is inferred from several columns, as few as it takes', () => {
    const { routes } = lineageOf(blog, 'tv_n: SELECT DISTINCT fk_user, title, fk_user AS again FROM tb_post');
    expect(routes).toEqual(['tb_post: fk_user, title = changed.fk_user, changed.title']);
  });

  test.each([
    [
      'what a LATERAL subquery returns once for each row',
      'SELECT DISTINCT ON (x.n) p.title FROM tb_post p CROSS JOIN LATERAL (SELECT count(*) AS n FROM tb_comment c WHERE c.fk_post = p.pk_post) x',
    ],
    [
      'a key column that grouping sets leave out',
      'SELECT pk_post, count(*) AS n FROM tb_post GROUP BY GROUPING SETS (pk_post, title)',
    ],
    [
      'NULLs on both sides of a full join',
      'SELECT a.t AS a, b.t AS b FROM (SELECT DISTINCT title AS t FROM tb_post) a FULL JOIN (SELECT DISTINCT title AS t FROM tb_post) b ON a.t = b.t',
    ],
  ])('is not made unique by %s', (_, select) => {
    expect(lineageOf(blog, `tv_n: ${select}`).findings.join()).toContain('missing-key');
  });

  test('that nothing proves to be unique is a warning', () => {
    const { findings } = lineageOf(blog, 'tv_n: -- @key title\nSELECT title FROM tb_post');
    expect(findings.join()).toContain('key-not-unique');
  });

  test('that is missing, or names no column, is an error', () => {
    expect(lineageOf(blog, 'tv_n: SELECT title FROM tb_post').findings.join()).toContain('missing-key');
    expect(lineageOf(blog, 'tv_n: -- @key titel\nSELECT title FROM tb_post').findings.join()).toContain(
      'unknown-key-column',
    );
  });
});

describe('a value that one row of a group has', () => {
  const last = '(SELECT fk_post, max(pk_comment) AS last FROM tb_comment GROUP BY fk_post)';
  const joined = (value: string) => `tv_post: SELECT p.pk_post, t.body FROM tb_post p
    LEFT JOIN ${value} m ON m.fk_post = p.pk_post LEFT JOIN tb_comment t ON t.pk_comment = m.last`;

  test('leads by that row to what the group is joined to', () => {
    expect(routesOf(joined(last))).toEqual([
      'tb_comment: pk_post = changed.fk_post',
      'tb_comment t: tb_comment.pk_comment = changed.pk_comment; pk_post = tb_comment.fk_post',
      'tb_post p: pk_post = changed.pk_post',
    ]);
  });

  test('is followed out of a subquery in a condition, and where it is the largest of such values', () => {
    const route = 'tb_comment t: c.pk_comment = changed.pk_comment; pk_post = c.fk_post';
    const correlated = '(SELECT max(c.pk_comment) FROM tb_comment c WHERE c.fk_post = p.pk_post)';
    expect(
      routesOf(
        `tv_post: SELECT p.pk_post, t.body FROM tb_post p LEFT JOIN tb_comment t ON t.pk_comment = ${correlated}`,
      ),
    ).toContain(route);
    const ofUsers = '(SELECT fk_post, fk_user, max(pk_comment) AS last FROM tb_comment c GROUP BY fk_post, fk_user)';
    expect(routesOf(joined(`(SELECT fk_post, min(last) AS last FROM ${ofUsers} u GROUP BY fk_post)`))).toContain(route);
  });

  test('leads to the row itself where that is the key, and to those it may take the place of', () => {
    const routes = routesOf(
      'tv_latest: -- @key pk_comment\nSELECT pk_comment, body FROM tb_comment WHERE pk_comment IN (SELECT max(c.pk_comment) FROM tb_comment c GROUP BY c.fk_post)',
    );
    expect(routes).toEqual([
      'tb_comment tb_comment, c: pk_comment = changed.pk_comment',
      'tb_comment c: c.fk_post is changed.fk_post; pk_comment = c.pk_comment',
    ]);
  });

  test.each([
    '(SELECT fk_post, coalesce(max(pk_comment), 0) AS last FROM tb_comment GROUP BY fk_post)',
    '(SELECT fk_post, max(pk_comment) + 1 AS last FROM tb_comment GROUP BY fk_post)',
    '(SELECT fk_post, sum(pk_comment) AS last FROM tb_comment GROUP BY fk_post)',
    '(SELECT fk_post, max(pk_comment) AS last FROM tb_comment GROUP BY ROLLUP (fk_post))',
    '(SELECT fk_post, max((SELECT u.pk_user FROM tb_user u WHERE u.pk_user = fk_user)) AS last FROM tb_comment GROUP BY fk_post)',
  ])('is no other: %s', (value) => {
    expect(lineageOf(blog, joined(value)).findings.join()).toContain('cannot-narrow');
  });

  test('is none of an aggregate over columns from outside, which belongs to the query there', () => {
    const { findings } = lineageOf(
      blog,
      'tv_user: -- @key fk_user\nSELECT p.fk_user, (SELECT t.body FROM tb_comment t WHERE t.pk_comment = (SELECT max(p.pk_post))) AS body FROM tb_post p GROUP BY p.fk_user',
    );
    expect(findings.join()).toContain('cannot-narrow');
  });
});
