-- transaction: a role turns powerful (changes tv_member) (refreshes tv_member: 1)
UPDATE tb_role SET powerful = true WHERE pk_role = 2;

-- transaction: a role's name is not read (leaves tv_member) (refreshes tv_member: 0)
UPDATE tb_role SET name = upper(name);

-- transaction: a grant is revoked (changes tv_member) (refreshes tv_member: 1)
UPDATE tb_member_role SET revoked = true WHERE fk_member = 1;

-- transaction: a ban is lifted (changes tv_member) (refreshes tv_member: 1)
DELETE FROM tb_ban WHERE pk_ban = 1;

-- transaction: a ban finds its member (changes tv_member) (refreshes tv_member: 1)
UPDATE tb_ban SET fk_member = 3 WHERE pk_ban = 2;

-- transaction: a second ban makes no difference (leaves tv_member) (refreshes tv_member: 1)
INSERT INTO tb_ban VALUES (3, 3, 'again');

-- transaction: one of two bans goes (leaves tv_member) (refreshes tv_member: 1)
DELETE FROM tb_ban WHERE pk_ban = 2;

-- transaction: a grant moves from one member to another (changes tv_member) (refreshes tv_member: 2)
UPDATE tb_member_role SET fk_member = 3 WHERE fk_member = 2;

-- transaction: a new member is new and welcome (changes tv_member) (refreshes tv_member: 1)
INSERT INTO tb_member VALUES (4, 'Dot');

-- transaction: a member goes with all bans (changes tv_member) (refreshes tv_member: 1)
DELETE FROM tb_member_role WHERE fk_member = 3;
DELETE FROM tb_member WHERE pk_member = 3;
