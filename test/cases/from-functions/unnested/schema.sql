-- Rows computed by functions in FROM: elements of arrays and documents, as part of the key, joined to tables, numbered.
CREATE TABLE tb_recipe (pk_recipe integer PRIMARY KEY, name text NOT NULL, steps text[], content jsonb NOT NULL DEFAULT '{}');
CREATE TABLE tb_food (pk_food integer PRIMARY KEY, code text NOT NULL, energy integer);
CREATE INDEX ON tb_food (code);

INSERT INTO tb_recipe VALUES
  (1, 'soup', '{boil,stir}', '{"parts": [{"food": "egg", "grams": 50}, {"food": "leek", "grams": 200}]}'),
  (2, 'cake', '{stir,bake,stir}', '{"parts": [{"food": "egg", "grams": 150}, {"food": "egg", "grams": 1}, {"grams": 7}]}'),
  (3, 'water', NULL, '{}');
INSERT INTO tb_food VALUES (1, 'egg', 150), (2, 'leek', 60), (3, 'salt', NULL);
