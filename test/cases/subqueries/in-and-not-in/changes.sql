-- transaction: a fee too small becomes enough, of nobody (leaves tv_payer, tv_small_payer, tv_club)
UPDATE tb_fee SET amount = 6 WHERE pk_fee = 4;

-- transaction: and somebody's (changes tv_payer, tv_club) (leaves tv_banned, tv_allowed) (refreshes tv_payer: 1, tv_club: 1)
UPDATE tb_fee SET fk_member = 3 WHERE pk_fee = 4;

-- transaction: a fee to another member of the club (changes tv_payer) (refreshes tv_payer: 2, tv_club: 1)
UPDATE tb_fee SET fk_member = 2 WHERE pk_fee = 1;

-- transaction: the ban without a number gets one (changes tv_banned, tv_allowed) (leaves tv_payer, tv_club) (refreshes tv_banned: 1)
UPDATE tb_ban SET number = 11 WHERE pk_ban = 2;

-- transaction: a ban loses its number (changes tv_banned, tv_allowed)
UPDATE tb_ban SET number = NULL WHERE pk_ban = 1;

-- transaction: a ban loses its club (changes tv_allowed)
UPDATE tb_ban SET club = NULL WHERE pk_ban = 1;

-- transaction: a member changes clubs and is banned there, member first (changes tv_banned, tv_allowed, tv_club)
UPDATE tb_member SET club = 2 WHERE pk_member = 1;
UPDATE tb_ban SET club = 2, number = 10 WHERE pk_ban = 1;

-- transaction: the other way, ban first (changes tv_banned, tv_allowed, tv_club)
UPDATE tb_ban SET club = 1 WHERE pk_ban = 1;
UPDATE tb_member SET club = 1 WHERE pk_member = 1;

-- transaction: a member gets another key (changes tv_payer, tv_banned, tv_small_payer, tv_club)
UPDATE tb_member SET pk_member = 20 WHERE pk_member = 2;

-- transaction: its fees follow (changes tv_payer, tv_club)
UPDATE tb_fee SET fk_member = 20 WHERE fk_member = 2;

-- transaction: the last member of a club (changes tv_club)
DELETE FROM tb_member WHERE club = 2;

-- transaction: no bans at all (changes tv_banned, tv_allowed) (leaves tv_payer, tv_club)
TRUNCATE tb_ban;
