-- transaction: several rows move (changes tv_job, tv_state)
MERGE INTO tb_job j USING (VALUES (3), (4), (6)) v (n) ON v.n = j.pk_job WHEN MATCHED THEN UPDATE SET state = 'done';

-- transaction: back again, and their numbers change (changes tv_job, tv_state)
MERGE INTO tb_job j USING tb_job_done d ON d.pk_job = j.pk_job AND d.state = j.state WHEN MATCHED THEN UPDATE SET state = 'open', pk_job = j.pk_job + 100;

-- transaction: one moves, the trigger updates others in their partition (changes tv_job, tv_state)
MERGE INTO tb_job j USING (VALUES (1), (2)) v (n) ON v.n = j.pk_job WHEN MATCHED THEN UPDATE SET state = 'failed';

-- transaction: an update without MERGE (changes tv_job, tv_state)
UPDATE tb_job SET state = 'failed' WHERE state = 'open';
