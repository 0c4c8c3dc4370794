-- transaction: an insert, then an update (changes tv_team)
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_mergejoin = off;
MERGE INTO tb_member m USING (VALUES (1, 3), (11, 2)) v (k, team) ON m.pk_member = v.k
WHEN MATCHED THEN UPDATE SET fk_team = v.team WHEN NOT MATCHED THEN INSERT VALUES (v.k, v.team);

-- transaction: in a function (changes tv_team)
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_mergejoin = off;
SELECT take_over(2, 4);

-- transaction: in a function in SQL (changes tv_team)
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_mergejoin = off;
SELECT take_over_in_sql(3, 5);

-- transaction: an update, then a MERGE (changes tv_team)
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_mergejoin = off;
UPDATE tb_member SET fk_team = 2 WHERE pk_member = 19;
MERGE INTO tb_member m USING (VALUES (4, 3), (14, 6)) v (k, team) ON m.pk_member = v.k
WHEN MATCHED THEN UPDATE SET fk_team = v.team WHEN NOT MATCHED THEN INSERT VALUES (v.k, v.team);

-- transaction: a MERGE that was prepared (changes tv_team)
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_mergejoin = off;
PREPARE p_take_over AS
MERGE INTO tb_member m USING (VALUES (5, 3), (15, 6)) v (k, team) ON m.pk_member = v.k
WHEN MATCHED THEN UPDATE SET fk_team = v.team WHEN NOT MATCHED THEN INSERT VALUES (v.k, v.team);
EXECUTE p_take_over;
DEALLOCATE p_take_over;
