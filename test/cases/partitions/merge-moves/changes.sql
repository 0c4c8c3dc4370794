-- transaction: only moves (changes tv_job, tv_state)
MERGE INTO tb_job j USING (SELECT * FROM tb_outcome WHERE job = 1) o ON o.job = j.pk_job
WHEN MATCHED THEN UPDATE SET state = o.state;

-- transaction: moves, an update in place and an insert (changes tv_job, tv_state)
MERGE INTO tb_job j USING tb_outcome o ON o.job = j.pk_job
WHEN MATCHED THEN UPDATE SET state = o.state, title = j.title || '!'
WHEN NOT MATCHED THEN INSERT VALUES (o.job, o.state, 'late');

-- transaction: a move back and a delete (changes tv_job, tv_state)
MERGE INTO tb_job j USING tb_outcome o ON o.job = j.pk_job
WHEN MATCHED AND j.pk_job = 9 THEN DELETE
WHEN MATCHED AND j.state = 'done' THEN UPDATE SET state = 'open';

-- transaction: in place only, within one partition (changes tv_job, tv_state)
MERGE INTO tb_job j USING tb_outcome o ON o.job = j.pk_job
WHEN MATCHED AND j.state = 'failed' THEN UPDATE SET state = 'done';

-- transaction: rolled back to a savepoint after a move, then another one moves (changes tv_job, tv_state)
SAVEPOINT a;
MERGE INTO tb_job j USING (VALUES (4)) v (n) ON v.n = j.pk_job WHEN MATCHED THEN UPDATE SET state = 'failed';
ROLLBACK TO a;
MERGE INTO tb_job j USING (VALUES (5)) v (n) ON v.n = j.pk_job WHEN MATCHED THEN UPDATE SET state = 'failed';
