-- transaction: a dispute is settled (changes tv_shop) (leaves tv_open_shop, tv_idle_shop) (refreshes tv_shop: 1, tv_open_shop: 0, tv_idle_shop: 0)
UPDATE tb_complaint SET settled = true WHERE pk_complaint = 1;

-- transaction: the last active offer ends (changes tv_shop, tv_open_shop, tv_idle_shop) (refreshes tv_shop: 1, tv_open_shop: 1, tv_idle_shop: 1)
UPDATE tb_offer SET active = false WHERE pk_offer = 1;

-- transaction: an offer starts (changes tv_shop, tv_open_shop, tv_idle_shop) (refreshes tv_shop: 1, tv_open_shop: 1, tv_idle_shop: 1)
UPDATE tb_offer SET active = true WHERE pk_offer = 4;

-- transaction: a title is read by nobody (leaves tv_shop, tv_open_shop, tv_idle_shop) (refreshes tv_shop: 0, tv_open_shop: 0, tv_idle_shop: 0)
UPDATE tb_offer SET title = 'Sale';

-- transaction: an offer without shop finds one (changes tv_shop, tv_open_shop, tv_idle_shop) (refreshes tv_shop: 1, tv_open_shop: 1, tv_idle_shop: 1)
UPDATE tb_offer SET fk_shop = 4 WHERE pk_offer = 5;

-- transaction: an offer moves: one shop falls out, another comes in (changes tv_shop, tv_open_shop, tv_idle_shop) (refreshes tv_shop: 2, tv_open_shop: 2, tv_idle_shop: 2)
UPDATE tb_offer SET fk_shop = 1 WHERE pk_offer = 3;

-- transaction: a dispute moves to another shop's offer (changes tv_shop) (leaves tv_open_shop, tv_idle_shop) (refreshes tv_shop: 2, tv_open_shop: 0, tv_idle_shop: 0)
UPDATE tb_complaint SET settled = false;
UPDATE tb_complaint SET fk_offer = 4 WHERE pk_complaint = 1;

-- transaction: a region closes (changes tv_open_shop) (leaves tv_shop, tv_idle_shop) (refreshes tv_shop: 0, tv_open_shop: 2, tv_idle_shop: 0)
INSERT INTO tb_closed_region VALUES ('north');

-- transaction: another name for it opens it again (changes tv_open_shop) (leaves tv_shop, tv_idle_shop) (refreshes tv_shop: 0, tv_open_shop: 2, tv_idle_shop: 0)
UPDATE tb_closed_region SET region = 'the north' WHERE region = 'north';

-- transaction: a shop moves into a closed region (changes tv_open_shop) (leaves tv_idle_shop) (refreshes tv_shop: 0, tv_open_shop: 1, tv_idle_shop: 0)
UPDATE tb_shop SET region = 'west' WHERE pk_shop = 4;

-- transaction: regions open (changes tv_open_shop) (refreshes tv_shop: 0, tv_open_shop: 1, tv_idle_shop: 0)
DELETE FROM tb_closed_region;

-- transaction: a shop that is in changes its name (changes tv_shop, tv_open_shop) (refreshes tv_shop: 4, tv_open_shop: 4, tv_idle_shop: 4)
DELETE FROM tb_complaint;
UPDATE tb_shop SET name = name || '!';
