-- transaction: a client is brought up to date (changes tv_client) (leaves tv_release) (refreshes tv_client: 1)
UPDATE tb_client SET minor = 9 WHERE pk_client = 1;

-- transaction: a release is renumbered past a client (changes tv_client) (leaves tv_release)
UPDATE tb_release SET minor = 1 WHERE pk_release = 3;

-- transaction: NULL is not greater, and then it is known (changes tv_client, tv_pair) (leaves tv_release)
UPDATE tb_release SET minor = 2 WHERE pk_release = 4;

-- transaction: release and client pass each other, release first (changes tv_client, tv_pair)
UPDATE tb_release SET major = 3 WHERE pk_release = 2;
UPDATE tb_client SET major = 3, minor = NULL WHERE pk_client = 2;

-- transaction: and back, client first (changes tv_client, tv_pair)
UPDATE tb_client SET major = 2, minor = 0 WHERE pk_client = 2;
UPDATE tb_release SET major = 1 WHERE pk_release = 2;

-- transaction: a name that is the greatest of the earlier ones (changes tv_release) (leaves tv_pair)
UPDATE tb_release SET name = 'zero' WHERE pk_release = 1;

-- transaction: keys change order (changes tv_release, tv_pair)
UPDATE tb_release SET pk_release = 10 - pk_release;

-- transaction: a major that was not known (changes tv_client, tv_pair) (leaves tv_release)
UPDATE tb_client SET major = 1 WHERE pk_client = 3;

-- transaction: a savepoint without effect (leaves tv_client, tv_release, tv_pair)
SAVEPOINT a;
DELETE FROM tb_release;
ROLLBACK TO a;

-- transaction: the newest goes (changes tv_client, tv_pair)
DELETE FROM tb_release WHERE major = 2;

-- transaction: all go (changes tv_client, tv_release, tv_pair)
TRUNCATE tb_release;
