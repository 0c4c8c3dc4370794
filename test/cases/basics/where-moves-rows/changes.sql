-- transaction: the row's own column moves it out (changes tv_ticket) (refreshes tv_ticket: 1)
UPDATE tb_ticket SET state = 'closed' WHERE pk_ticket = 1;

-- transaction: and another one in (changes tv_ticket) (refreshes tv_ticket: 1)
UPDATE tb_ticket SET state = 'open' WHERE pk_ticket = 2;

-- transaction: from one state to another, both in (leaves tv_ticket)
UPDATE tb_ticket SET state = 'waiting' WHERE pk_ticket = 2;

-- transaction: the joined row moves it in (changes tv_ticket) (refreshes tv_ticket: 1)
UPDATE tb_account SET status = 'active' WHERE pk_account = 2;

-- transaction: NULL in the joined row moves it out (changes tv_ticket) (refreshes tv_ticket: 1)
UPDATE tb_account SET status = NULL WHERE pk_account = 2;

-- transaction: one side of the OR turns off while the other turns on (leaves tv_ticket) (refreshes tv_ticket: 1)
UPDATE tb_account SET status = 'active' WHERE pk_account = 3;
UPDATE tb_ticket SET priority = NULL WHERE pk_ticket = 4;

-- transaction: changes of rows that are out (leaves tv_ticket) (refreshes tv_ticket: 1)
UPDATE tb_ticket SET subject = 'Refund again' WHERE pk_ticket = 3;
UPDATE tb_account SET kind = 'silver' WHERE pk_account = 2;

-- transaction: what is shown changes and the row leaves in the same statement (changes tv_ticket) (refreshes tv_ticket: 1)
UPDATE tb_ticket SET subject = 'spam', state = 'open' WHERE pk_ticket = 4;

-- transaction: out and in within one transaction (leaves tv_ticket)
UPDATE tb_ticket SET state = 'closed' WHERE pk_ticket = 2;
UPDATE tb_ticket SET state = 'waiting' WHERE pk_ticket = 2;

-- transaction: rows are born out and move in (changes tv_ticket) (refreshes tv_ticket: 1)
INSERT INTO tb_ticket (pk_ticket, fk_account, subject, state) VALUES (5, 1, 'Late', 'closed');
UPDATE tb_ticket SET state = 'open' WHERE pk_ticket = 5;
