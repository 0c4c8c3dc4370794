-- Casts and divisions that would fail for rows that a condition leaves out: no write may fail because of them.
CREATE TABLE tb_entry (pk_entry integer PRIMARY KEY, doc jsonb NOT NULL, parts integer NOT NULL);
CREATE TABLE tb_topic (pk_topic integer PRIMARY KEY, title text NOT NULL, code text);
CREATE INDEX ON tb_entry (((doc ->> 'topic')::integer)) WHERE doc ->> 'kind' = 'post';
INSERT INTO tb_topic VALUES (1, 'Birds', '7'), (2, 'Bees', 'x');
INSERT INTO tb_entry VALUES (1, '{"kind": "post", "topic": 1, "tags": ["a", "b"]}', 2), (2, '{"kind": "draft", "topic": "?", "tags": 5}', 0);
