-- transaction: a house grows over the minimum of its land (changes tv_land) (refreshes tv_land: 1)
UPDATE tb_house SET rooms = 2 WHERE pk_house = 1;

-- transaction: a minimum (changes tv_land) (refreshes tv_land: 1)
UPDATE tb_land SET minimum = 5 WHERE pk_land = 1;

-- transaction: the houses of a town become guests of its own land, and the town goes (changes tv_land) (refreshes tv_land: 1)
UPDATE tb_house SET fk_guest_of = 1 WHERE pk_house = 2;
UPDATE tb_house SET fk_guest_of = 1 WHERE pk_house = 1;

-- transaction: a town moves to the other land (changes tv_land) (refreshes tv_land: 2)
UPDATE tb_town SET fk_land = 2 WHERE pk_town = 2;

-- transaction: a house moves along three levels, each of which moves too (changes tv_land)
UPDATE tb_house SET fk_town = 4 WHERE pk_house = 2;
UPDATE tb_town SET fk_land = 2 WHERE pk_town = 4;

-- transaction: upwards in the other order (changes tv_land)
UPDATE tb_town SET fk_land = 1 WHERE pk_town = 4;
UPDATE tb_house SET fk_town = 1 WHERE pk_house = 2;

-- transaction: a house of no town (leaves tv_land)
UPDATE tb_house SET rooms = 10 WHERE pk_house = 6;

-- transaction: a town without land (changes tv_land) (refreshes tv_land: 1)
UPDATE tb_town SET fk_land = NULL WHERE pk_town = 2;

-- transaction: the land gets another key, its towns follow (changes tv_land)
UPDATE tb_land SET pk_land = 20 WHERE pk_land = 2;
UPDATE tb_town SET fk_land = 20 WHERE fk_land = 2;

-- transaction: no houses (changes tv_land)
TRUNCATE tb_house;
