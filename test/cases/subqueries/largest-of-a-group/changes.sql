-- transaction: a higher number bids (changes tv_winner, tv_regular, tv_equal) (refreshes tv_twice: 1)
INSERT INTO tb_bid VALUES (6, 'vase', 4, 4.0);

-- transaction: the one with the highest is renamed (changes tv_winner, tv_equal) (refreshes tv_winner: 1)
UPDATE tb_bidder SET name = 'Deedee' WHERE pk_bidder = 4;

-- transaction: its bid is withdrawn, and it changes its name (changes tv_winner, tv_regular, tv_equal)
DELETE FROM tb_bid WHERE pk_bid = 6;
UPDATE tb_bidder SET name = 'Dee' WHERE pk_bidder = 4;

-- transaction: a bidder gets another number, and the bids follow (changes tv_winner, tv_equal)
UPDATE tb_bidder SET pk_bidder = 9, name = 'Benno' WHERE pk_bidder = 2;
UPDATE tb_bid SET fk_bidder = 9 WHERE fk_bidder = 2;

-- transaction: the bids of two items are exchanged (changes tv_winner, tv_equal)
UPDATE tb_bid SET item = CASE item WHEN 'vase' THEN 'lamp' ELSE 'vase' END WHERE item IS NOT NULL;

-- transaction: the same, where the bidders change places in between (changes tv_winner, tv_regular, tv_twice)
UPDATE tb_bid SET item = 'vase' WHERE pk_bid = 1;
UPDATE tb_bidder SET pk_bidder = -pk_bidder WHERE pk_bidder IN (1, 9);
UPDATE tb_bid SET item = 'lamp' WHERE pk_bid = 3;
UPDATE tb_bidder SET pk_bidder = 10 + pk_bidder WHERE pk_bidder < 0;

-- transaction: equal to the largest, though it looks different (changes tv_equal)
UPDATE tb_bidder SET rank = 3.00 WHERE pk_bidder = 3;

-- transaction: the group without an item (changes tv_winner, tv_regular, tv_twice) (leaves tv_equal)
UPDATE tb_bid SET fk_bidder = 4 WHERE item IS NULL;

-- transaction: nobody is left in a group (changes tv_winner, tv_regular, tv_twice)
UPDATE tb_bid SET fk_bidder = NULL WHERE item = 'lamp';

-- transaction: no bids (changes tv_winner, tv_regular, tv_equal, tv_twice)
DELETE FROM tb_bid;
