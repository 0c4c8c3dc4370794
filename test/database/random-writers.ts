import pg from 'pg';

/** The isolation levels at which writers run. */
export const levels = ['READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE'];

/** serialization_failure and deadlock_detected: an application repeats the transaction. */
const retryable = ['40001', '40P01'];

const statements: readonly ((pick: (below: number) => number) => string)[] = [
  (pick) => `UPDATE tb_user SET name = 'name ${pick(1e6)}' WHERE pk_user = ${1 + pick(20)}`,
  (pick) => `UPDATE tb_post SET fk_user = ${1 + pick(20)} WHERE pk_post = ${1 + pick(200)}`,
  (pick) => `UPDATE tb_post SET title = 'title ${pick(1e6)}' WHERE pk_post = ${1 + pick(200)}`,
  (pick) => `DELETE FROM tb_post WHERE pk_post = ${1 + pick(200)}`,
  (pick) => `INSERT INTO tb_post VALUES (${1 + pick(200)}, ${1 + pick(20)}, 'new') ON CONFLICT DO NOTHING`,
  (pick) => `DELETE FROM tb_user WHERE pk_user = ${1 + pick(20)}`,
  (pick) => `INSERT INTO tb_user VALUES (${1 + pick(20)}, 'again') ON CONFLICT DO NOTHING`,
];

/** Writes random transactions over a blog for a while, at an isolation level; returns how many committed. */
export async function writeAtRandom(client: pg.Client, level: string, milliseconds: number): Promise<number> {
  const pick = (below: number) => Math.floor(Math.random() * below);
  let committed = 0;
  for (const end = Date.now() + milliseconds; Date.now() < end; ) {
    try {
      await client.query(`BEGIN ISOLATION LEVEL ${level}`);
      for (let count = 1 + pick(2); count > 0; count--)
        await client.query(statements[pick(statements.length)]?.(pick) ?? '');
      await client.query('COMMIT');
      committed++;
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || !retryable.includes(error.code ?? '')) throw error;
      await client.query('ROLLBACK');
    }
  }
  return committed;
}
