-- transaction: entries that none of the expressions can be computed of (changes tv_entry) (leaves tv_topic, tv_share, tv_tag, tv_large)
INSERT INTO tb_entry VALUES (3, '{"kind": "note", "topic": {}, "tags": {}}', 0), (4, '[]', 0);

-- transaction: one of them becomes a post (changes tv_topic, tv_share, tv_tag)
UPDATE tb_entry SET doc = '{"kind": "post", "topic": 2, "tags": ["b"]}', parts = 7 WHERE pk_entry = 3;

-- transaction: and none again (changes tv_topic, tv_share, tv_tag)
UPDATE tb_entry SET doc = '{"kind": "note", "topic": "none", "tags": null}', parts = 0 WHERE pk_entry = 3;

-- transaction: a topic with a code that is no number (leaves tv_entry, tv_share, tv_tag)
UPDATE tb_topic SET code = 'y' WHERE pk_topic = 2;

-- transaction: a code that is one (changes tv_entry)
UPDATE tb_topic SET code = '2' WHERE pk_topic = 2;
