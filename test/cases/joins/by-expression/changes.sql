-- transaction: another spelling of the same address (changes tv_message, tv_account)
UPDATE tb_account SET email = 'ANN@x' WHERE pk_account = 1;

-- transaction: a sender in another case is the same (leaves tv_message, tv_account)
UPDATE tb_message SET sender = 'ann@x' WHERE pk_message = 1;

-- transaction: a message of someone else (changes tv_message, tv_account) (refreshes tv_message: 1, tv_account: 2)
UPDATE tb_message SET sender = 'Cid@X' WHERE pk_message = 1;

-- transaction: two accounts swap addresses (changes tv_message, tv_account)
UPDATE tb_account SET email = CASE pk_account WHEN 2 THEN 'cid@x' ELSE 'ben@x' END WHERE pk_account IN (2, 3);

-- transaction: account and message change, the account first (changes tv_message, tv_account)
UPDATE tb_account SET email = 'dot@x' WHERE pk_account = 1;
UPDATE tb_message SET sender = 'DOT@X' WHERE pk_message = 2;

-- transaction: account and message change, the message first (changes tv_message, tv_account)
UPDATE tb_message SET sender = 'new@x' WHERE pk_message = 2;
UPDATE tb_account SET email = 'NEW@X' WHERE pk_account = 1;

-- transaction: a member of a document leads elsewhere (changes tv_message) (leaves tv_account) (refreshes tv_message: 1, tv_account: 0)
UPDATE tb_message SET headers = '{"account": 3, "urgent": true}' WHERE pk_message = 1;

-- transaction: a member that was not there (changes tv_message) (refreshes tv_message: 1)
UPDATE tb_message SET headers = '{"account": "3"}' WHERE pk_message = 4;

-- transaction: a setting, once by code and once by number (changes tv_account) (refreshes tv_account: 2)
UPDATE tb_account SET settings = jsonb_build_object('theme', CASE pk_account WHEN 1 THEN 'light' ELSE '2' END) WHERE pk_account IN (1, 3);

-- transaction: a color shows in both (changes tv_account) (leaves tv_message) (refreshes tv_account: 2)
UPDATE tb_theme SET color = 'ivory' WHERE pk_theme = 2;

-- transaction: a code changes (changes tv_account) (refreshes tv_account: 2)
UPDATE tb_theme SET code = 'bright' WHERE pk_theme = 2;

-- transaction: keys change on the nullable side (changes tv_message, tv_account)
UPDATE tb_account SET pk_account = 30 WHERE pk_account = 3;

-- transaction: no accounts (changes tv_message, tv_account)
TRUNCATE tb_account;
