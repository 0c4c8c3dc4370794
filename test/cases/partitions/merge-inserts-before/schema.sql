-- MERGE that inserts a row before it updates another one, which PostgreSQL confuses in the transition table.
CREATE TABLE tb_team (
  pk_team integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_member (
  pk_member integer PRIMARY KEY,
  fk_team integer NOT NULL
) PARTITION BY RANGE (pk_member);
CREATE TABLE tb_member_1 PARTITION OF tb_member FOR VALUES FROM (1) TO (10);
CREATE TABLE tb_member_2 PARTITION OF tb_member FOR VALUES FROM (10) TO (100);
CREATE INDEX ON tb_member (fk_team);

CREATE FUNCTION take_over(p_from integer, p_team integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  MERGE INTO tb_member m USING (VALUES (p_from, 3), (p_from + 10, p_team)) v (k, team) ON m.pk_member = v.k
  WHEN MATCHED THEN UPDATE SET fk_team = v.team WHEN NOT MATCHED THEN INSERT VALUES (v.k, v.team);
END
$$;
CREATE FUNCTION take_over_in_sql(p_from integer, p_team integer) RETURNS void LANGUAGE sql AS $$
  MERGE INTO tb_member m USING (VALUES (p_from, 3), (p_from + 10, p_team)) v (k, team) ON m.pk_member = v.k
  WHEN MATCHED THEN UPDATE SET fk_team = v.team WHEN NOT MATCHED THEN INSERT VALUES (v.k, v.team);
$$;

INSERT INTO tb_team SELECT n, 'team ' || n FROM generate_series(1, 6) n;
INSERT INTO tb_member SELECT n, 1 FROM generate_series(11, 19) n;
