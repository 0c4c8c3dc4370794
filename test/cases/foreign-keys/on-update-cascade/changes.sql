-- transaction: a part of the composite key (changes tv_price_list) (leaves tv_price) (refreshes tv_price_list: 2, tv_price: 1)
UPDATE tb_price_list SET season = 'spring' WHERE season = 'winter';

-- transaction: a code changes and cascades through both levels, what is billed in it is cleared (changes tv_price, tv_price_list) (refreshes tv_price_list: 2, tv_price: 3)
UPDATE tb_currency SET code = 'USN' WHERE code = 'USD';

-- transaction: a code and a symbol at once (changes tv_price, tv_price_list) (refreshes tv_price_list: 4, tv_price: 2)
UPDATE tb_currency SET code = 'EU', symbol = 'E' WHERE code = 'EUR';

-- transaction: two lists at once (changes tv_price_list) (leaves tv_price) (refreshes tv_price_list: 4, tv_price: 2)
UPDATE tb_price_list SET season = 'hot' WHERE season = 'summer';

-- transaction: a list is deleted with its prices (changes tv_price, tv_price_list) (refreshes tv_price_list: 1, tv_price: 1)
DELETE FROM tb_price_list WHERE currency = 'EU' AND season = 'hot';

-- transaction: a currency is deleted with all lists and prices (changes tv_price, tv_price_list) (refreshes tv_price_list: 1, tv_price: 1)
DELETE FROM tb_currency WHERE code = 'EU';
