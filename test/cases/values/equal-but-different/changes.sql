-- transaction: numeric 1.0 and 1.00 (changes tv_specimen, tv_document) (refreshes tv_specimen: 1, tv_document: 1)
UPDATE tb_specimen SET amount = 1.00 WHERE pk_specimen = 1;

-- transaction: the same once more (leaves tv_specimen, tv_document) (refreshes tv_specimen: 0, tv_document: 0)
UPDATE tb_specimen SET amount = 1.00 WHERE pk_specimen = 1;

-- transaction: zero and minus zero (changes tv_specimen) (leaves tv_document) (refreshes tv_specimen: 1, tv_document: 0)
UPDATE tb_specimen SET ratio = '-0', ratio4 = '-0' WHERE pk_specimen = 1;

-- transaction: 24 hours and one day (changes tv_specimen, tv_document) (refreshes tv_specimen: 1, tv_document: 1)
UPDATE tb_specimen SET duration = '1 day' WHERE pk_specimen = 1;

-- transaction: 30 days and one month (changes tv_specimen, tv_document) (refreshes tv_specimen: 1, tv_document: 1)
UPDATE tb_specimen SET duration = '30 days' WHERE pk_specimen = 1;
UPDATE tb_specimen SET duration = '1 month' WHERE pk_specimen = 1;

-- transaction: blanks at the end (changes tv_specimen) (leaves tv_document) (refreshes tv_specimen: 1, tv_document: 0)
UPDATE tb_specimen SET code = 'ab  ' WHERE pk_specimen = 1;

-- transaction: letters that the collation takes for equal (changes tv_specimen, tv_document) (refreshes tv_specimen: 1, tv_document: 1)
UPDATE tb_specimen SET name = 'ANN' WHERE pk_specimen = 1;

-- transaction: numbers inside jsonb (changes tv_specimen, tv_document) (refreshes tv_specimen: 1, tv_document: 1)
UPDATE tb_specimen SET details = '{"a": 1.00}' WHERE pk_specimen = 1;

-- transaction: the order of members inside jsonb is none (leaves tv_specimen, tv_document) (refreshes tv_specimen: 0, tv_document: 0)
UPDATE tb_specimen SET details = '{"a": 1.00, "a": 1.00}' WHERE pk_specimen = 1;

-- transaction: inside an array, a range and a composite value (changes tv_specimen) (leaves tv_document) (refreshes tv_specimen: 1, tv_document: 0)
UPDATE tb_specimen SET amounts = '{1.00,2}' WHERE pk_specimen = 1;
UPDATE tb_specimen SET span = '[1.00,2.0)' WHERE pk_specimen = 1;
UPDATE tb_specimen SET size = '(1.00,kg)' WHERE pk_specimen = 1;

-- transaction: NULL becomes zero, empty, nothing (changes tv_specimen, tv_document) (refreshes tv_specimen: 1, tv_document: 1)
UPDATE tb_specimen SET amount = 0, duration = '0', code = '', name = '', details = 'null', amounts = '{}', span = 'empty', size = '(,)' WHERE pk_specimen = 2;

-- transaction: two rows swap looks in one statement (changes tv_specimen, tv_document) (refreshes tv_specimen: 2, tv_document: 2)
INSERT INTO tb_specimen (pk_specimen, amount) VALUES (3, 1.000);
UPDATE tb_specimen SET amount = CASE pk_specimen WHEN 1 THEN 1.000 ELSE 1.00 END WHERE pk_specimen IN (1, 3);
