import pg from 'pg';

/** What a burst of writes came to. */
export interface BurstResult {
  readonly transactions: number;
  /** Transactions that PostgreSQL ended, and an application would repeat; writers meet them without TVIEWs too. */
  readonly deadlocks: number;
}

const retryable = new Set(['40001', '40P01']);
/** A comment on a post that another writer has just deleted: the foreign key says so, with TVIEWs or without. */
const foreignKeyViolation = '23503';

/** Statements of which each run picks one at random; `pick` gives a whole number below its argument. */
const statements: readonly ((pick: (below: number) => number) => string)[] = [
  (pick) => `UPDATE tb_user SET name = 'Name ${pick(1000)}', bio = NULL WHERE pk_user = ${1 + pick(300)}`,
  (pick) => `UPDATE tb_post SET title = 'Title ${pick(1000)}' WHERE pk_post = ${1 + pick(3000)}`,
  (pick) => `UPDATE tb_post SET fk_user = ${1 + pick(300)} WHERE pk_post = ${1 + pick(3000)}`,
  (pick) => `UPDATE tb_post SET published_on = NULL WHERE pk_post % 500 = ${pick(500)}`,
  (pick) => `DELETE FROM tb_post WHERE pk_post = ${1 + pick(3000)}`,
  (pick) => `INSERT INTO tb_post (identifier, fk_user, title, body, published_on)
             VALUES (gen_random_uuid(), ${1 + pick(300)}, 'New', 'Body', '2025-02-03')`,
  (pick) => `INSERT INTO tb_comment (identifier, fk_post, fk_user, body)
             SELECT gen_random_uuid(), pk_post, ${1 + pick(300)}, 'Burst' FROM tb_post WHERE pk_post % 700 = ${pick(700)}`,
  (pick) => `UPDATE tb_comment SET body = 'Edited ${pick(1000)}' WHERE pk_comment = ${1 + pick(12000)}`,
  (pick) => `UPDATE tb_comment c SET fk_post = p.pk_post FROM tb_post p
             WHERE c.pk_comment = ${1 + pick(12000)} AND p.pk_post = ${1 + pick(3000)}`,
  (pick) => `DELETE FROM tb_comment WHERE pk_comment % 3000 = ${pick(3000)}`,
  (pick) => `INSERT INTO tb_post_tag (fk_post, fk_tag)
             SELECT pk_post, ${1 + pick(40)} FROM tb_post WHERE pk_post = ${1 + pick(3000)} ON CONFLICT DO NOTHING`,
  (pick) => `DELETE FROM tb_post_tag WHERE pk_post_tag = ${1 + pick(5000)}`,
  (pick) => `BEGIN; UPDATE tb_comment SET body = 'Lost' WHERE fk_user = ${1 + pick(300)}; ROLLBACK`,
];

/** Lets several clients write at once for a while. */
export async function runBurst(clients: readonly pg.Client[], durationMs: number): Promise<BurstResult> {
  const deadline = performance.now() + durationMs;
  const results = await Promise.all(clients.map((client, index) => writeUntil(client, deadline, randomNumbers(index))));
  return {
    transactions: results.reduce((sum, result) => sum + result.transactions, 0),
    deadlocks: results.reduce((sum, result) => sum + result.deadlocks, 0),
  };
}

async function writeUntil(client: pg.Client, deadline: number, pick: (below: number) => number): Promise<BurstResult> {
  let transactions = 0;
  let deadlocks = 0;
  while (performance.now() < deadline) {
    const statement = statements[pick(statements.length)]?.(pick) ?? '';
    try {
      await client.query(statement);
      transactions++;
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      await client.query('ROLLBACK');
      if (error.code === foreignKeyViolation) continue;
      if (!retryable.has(error.code ?? '')) throw error;
      deadlocks++;
    }
  }
  return { transactions, deadlocks };
}

/** A small linear congruential generator: the same burst on every run, up to how the clients interleave. */
function randomNumbers(seed: number): (below: number) => number {
  let state = 12_345 + seed * 7_919;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
