-- transaction: a tenant adds a document, the other's stay in their TVIEW (changes tv_tenant)
SET LOCAL ROLE case_application;
SET LOCAL app.tenant = '1';
-- expect: (SELECT count(*) FROM tb_document) = 1
INSERT INTO tb_document VALUES (3, 1, 'three');
UPDATE tb_document SET title = upper(title);

-- transaction: it can't move documents to another tenant (leaves tv_tenant)
SET LOCAL ROLE case_application;
SET LOCAL app.tenant = '1';
-- fails: 42501
UPDATE tb_document SET fk_tenant = 2;

-- transaction: it deletes all it sees (changes tv_tenant)
SET LOCAL ROLE case_application;
SET LOCAL app.tenant = '2';
DELETE FROM tb_document;

-- transaction: with row_security switched off in the session (changes tv_tenant)
SET LOCAL row_security = off;
INSERT INTO tb_document VALUES (4, 2, 'four');
