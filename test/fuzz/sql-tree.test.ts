import { describe, expect, test } from 'vitest';
import { choice, list, named, render, type Sql, simplifications, sql } from './sql-tree.ts';

/** Takes the first simplification that keeps what is wanted, until there is none. */
function smallest(tree: Sql, keeps: (text: string) => boolean): string {
  for (const simpler of simplifications(tree)) {
    if (keeps(render(simpler))) return smallest(simpler, keeps);
  }
  return render(tree);
}

describe('simplifications', () => {
  const from = list([named('a1', 'tb_a a1'), named('b2', ' JOIN tb_b b2 ON b2.fk = a1.pk')], {
    separator: '',
    atLeast: 1,
  });
  const items = list(['a1.pk', 'b2.n', choice('abs(a1.n)', 'a1.n')], { atLeast: 1 });
  const where = list(['a1.n > 1', 'b2.n > 1'], { head: ' WHERE ', separator: ' AND ' });
  const select = sql`SELECT ${items} FROM ${from}${where}`;

  test('an item that is dropped takes along what mentions its name', () => {
    const texts = [...simplifications(select)].map(render);
    expect(texts).toContain('SELECT a1.pk, abs(a1.n) FROM tb_a a1 WHERE a1.n > 1');
  });

  test('an empty list prints nothing, not even its head', () => {
    expect([...simplifications(select)].map(render)).toContain(
      'SELECT a1.pk, b2.n, abs(a1.n) FROM tb_a a1 JOIN tb_b b2 ON b2.fk = a1.pk',
    );
  });

  test('what is wanted is left, and nothing else', () => {
    // PostgreSQL would say that a join needs a left side.
    const keeps = (text: string) => /^SELECT .*abs.* FROM tb/.test(text);
    expect(smallest(select, keeps)).toBe('SELECT abs(a1.n) FROM tb_a a1');
  });
});
