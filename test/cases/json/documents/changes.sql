-- transaction: null becomes no member at all (changes tv_kind, tv_member, tv_owner) (leaves tv_tag)
UPDATE tb_document SET body = body - 'kind' WHERE pk_document = 2;

-- transaction: the document that is NULL becomes one with null (changes tv_kind, tv_member) (leaves tv_owner, tv_tag)
UPDATE tb_document SET body = '{"kind": null}' WHERE pk_document = 4;

-- transaction: another owner (changes tv_owner, tv_member) (leaves tv_tag, tv_kind) (refreshes tv_owner: 2)
UPDATE tb_document SET body = body || '{"owner": "b"}' WHERE pk_document = 1;

-- transaction: owner and document change, owner first (changes tv_owner)
UPDATE tb_owner SET code = 'c' WHERE pk_owner = 1;
UPDATE tb_document SET body = body || '{"owner": "c"}' WHERE pk_document = 3;

-- transaction: document first (changes tv_owner)
UPDATE tb_document SET body = body || '{"owner": 5}' WHERE pk_document = 3;
UPDATE tb_owner SET code = '5', profile = '{"name": "Eve"}' WHERE pk_owner = 1;

-- transaction: a profile shows where its documents are (changes tv_owner, tv_member) (leaves tv_kind, tv_tag) (refreshes tv_owner: 1)
UPDATE tb_owner SET profile = '{"name": "Dot"}' WHERE pk_owner = 1;

-- transaction: tags that come, go and come twice (changes tv_tag, tv_member)
UPDATE tb_document SET body = jsonb_set(body, '{tags}', '["q", "q", null]') WHERE pk_document = 3;
UPDATE tb_document SET body = jsonb_set(body, '{tags}', '["r"]') WHERE pk_document = 4;

-- transaction: a kind that is an object (changes tv_kind, tv_member)
UPDATE tb_document SET body = jsonb_set(body, '{kind}', '{"a": [1, 2]}') WHERE pk_document IN (1, 3);

-- transaction: members in another order (leaves tv_kind, tv_tag, tv_member, tv_owner)
UPDATE tb_document SET body = '{"tags": ["r"], "kind": null}' WHERE pk_document = 4;

-- transaction: keys (changes tv_member, tv_tag) (leaves tv_kind)
UPDATE tb_document SET pk_document = pk_document + 10;

-- transaction: the last of a tag and of a kind (changes tv_kind, tv_tag, tv_member)
DELETE FROM tb_document WHERE pk_document = 14;

-- transaction: no documents (changes tv_owner, tv_kind, tv_tag, tv_member)
TRUNCATE tb_document;
