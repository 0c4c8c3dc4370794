-- transaction: one more visit of a guest (leaves tv_guest, tv_badge, tv_stranger) (refreshes tv_guest: 1, tv_hosted: 0)
INSERT INTO tb_visit VALUES (4, 2, 'blue');

-- transaction: the first visit of a guest (changes tv_guest, tv_badge, tv_stranger) (refreshes tv_guest: 1, tv_badge: 2, tv_stranger: 1)
INSERT INTO tb_visit VALUES (5, 3, 'blue');

-- transaction: a visit of nobody known (changes tv_guest, tv_stranger) (leaves tv_badge) (refreshes tv_hosted: 0)
INSERT INTO tb_visit VALUES (6, NULL, 'blue');

-- transaction: it is known to be of a guest who has visited before (changes tv_guest, tv_stranger)
UPDATE tb_visit SET fk_guest = 1 WHERE pk_visit = 6;

-- transaction: the only visit to the red room is to another (changes tv_hosted) (leaves tv_guest, tv_badge)
UPDATE tb_visit SET room = 'green' WHERE pk_visit = 1;

-- transaction: and there again, by nobody known (changes tv_hosted, tv_guest)
INSERT INTO tb_visit VALUES (7, NULL, 'red');

-- transaction: a guest loses the host, and the visits a guest, host first (changes tv_hosted, tv_guest)
UPDATE tb_guest SET fk_host = NULL WHERE pk_guest = 4;
UPDATE tb_visit SET fk_guest = 4 WHERE pk_visit = 7;

-- transaction: the other way, visits first (changes tv_hosted, tv_guest)
UPDATE tb_visit SET fk_guest = NULL WHERE pk_visit = 7;
UPDATE tb_guest SET fk_host = 3 WHERE pk_guest = 4;

-- transaction: a guest gets the key that a visit has (changes tv_guest, tv_badge)
UPDATE tb_guest SET pk_guest = 5 WHERE pk_guest = 2;
UPDATE tb_visit SET fk_guest = 5 WHERE fk_guest = 2;

-- transaction: no visits (changes tv_guest, tv_stranger, tv_hosted, tv_badge)
DELETE FROM tb_visit;
