-- Documents as tables: a member links to a row, is the key of a group, or is the key by itself; null in JSON is not NULL.
CREATE TABLE tb_document (pk_document integer PRIMARY KEY, body jsonb);
CREATE TABLE tb_owner (pk_owner integer PRIMARY KEY, code text NOT NULL, profile jsonb NOT NULL DEFAULT '{}');
CREATE INDEX ON tb_document ((body ->> 'owner'));
CREATE INDEX ON tb_document ((body -> 'kind'));
CREATE INDEX ON tb_owner (code);

INSERT INTO tb_owner VALUES (1, 'a', '{"name": "Ann"}'), (2, 'b', '{"name": null}');
INSERT INTO tb_document VALUES
  (1, '{"owner": "a", "kind": "x", "size": 1}'), (2, '{"owner": "b", "kind": null}'), (3, '{"kind": "x", "tags": ["p", "q"]}'), (4, NULL);
