-- transaction: an element in the middle goes (changes tv_step, tv_verb, tv_verb_use) (leaves tv_part, tv_food) (refreshes tv_part: 0, tv_food: 0)
UPDATE tb_recipe SET steps = array_remove(steps, 'bake') WHERE pk_recipe = 2;

-- transaction: elements change places (changes tv_step) (leaves tv_verb, tv_verb_use)
UPDATE tb_recipe SET steps = '{stir,boil}' WHERE pk_recipe = 1;

-- transaction: a NULL element, and no array becomes an empty one (changes tv_step, tv_verb, tv_verb_use)
UPDATE tb_recipe SET steps = CASE pk_recipe WHEN 1 THEN ARRAY['boil', NULL] ELSE '{}' END WHERE pk_recipe IN (1, 3);

-- transaction: the name is in the steps only (changes tv_step) (leaves tv_verb, tv_verb_use, tv_part, tv_food)
UPDATE tb_recipe SET name = 'SOUP' WHERE pk_recipe = 1;

-- transaction: a weight inside a document (changes tv_part, tv_food) (leaves tv_step, tv_verb, tv_verb_use)
UPDATE tb_recipe SET content = jsonb_set(content, '{parts,0,grams}', '60') WHERE pk_recipe = 1;

-- transaction: a food's energy (changes tv_part) (leaves tv_food)
UPDATE tb_food SET energy = 155 WHERE code = 'egg';

-- transaction: another food in the document (changes tv_part, tv_food)
UPDATE tb_recipe SET content = jsonb_set(content, '{parts,1,food}', '"salt"') WHERE pk_recipe = 1;

-- transaction: document and food change, the document first (changes tv_part, tv_food)
UPDATE tb_recipe SET content = '{"parts": [{"food": "rice", "grams": 100}]}' WHERE pk_recipe = 3;
UPDATE tb_food SET code = 'rice', energy = 350 WHERE pk_food = 3;

-- transaction: the food first (changes tv_part, tv_food)
UPDATE tb_food SET code = 'wild rice' WHERE pk_food = 3;
UPDATE tb_recipe SET content = '{"parts": [{"food": "wild rice", "grams": 90}]}' WHERE pk_recipe = 3;

-- transaction: a recipe gets another key (changes tv_step, tv_verb, tv_part) (leaves tv_verb_use, tv_food)
UPDATE tb_recipe SET pk_recipe = 20 WHERE pk_recipe = 2;

-- transaction: the last use of an element (changes tv_step, tv_verb, tv_verb_use, tv_part, tv_food)
DELETE FROM tb_recipe WHERE pk_recipe = 1;

-- transaction: no recipes (changes tv_step, tv_verb, tv_verb_use, tv_part, tv_food)
TRUNCATE tb_recipe;
