-- Subqueries in subqueries; the innermost one looks past its parent to the root.
CREATE TABLE tb_author (
  pk_author integer PRIMARY KEY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name text NOT NULL,
  language text NOT NULL DEFAULT 'en'
);
CREATE TABLE tb_book (
  pk_book integer PRIMARY KEY,
  fk_author integer NOT NULL REFERENCES tb_author,
  title text NOT NULL
);
CREATE TABLE tb_chapter (
  pk_chapter integer PRIMARY KEY,
  fk_book integer NOT NULL REFERENCES tb_book,
  number integer NOT NULL,
  heading text NOT NULL
);
CREATE TABLE tb_translation (
  pk_translation integer PRIMARY KEY,
  fk_chapter integer NOT NULL REFERENCES tb_chapter,
  language text NOT NULL,
  heading text NOT NULL
);

INSERT INTO tb_author (pk_author, name, language) VALUES (1, 'Ann', 'en'), (2, 'Ben', 'de');
INSERT INTO tb_book VALUES (1, 1, 'Sea'), (2, 1, 'Sky'), (3, 2, 'Erde');
INSERT INTO tb_chapter VALUES (1, 1, 1, 'Shore'), (2, 1, 2, 'Storm'), (3, 2, 1, 'Dawn'), (4, 3, 1, 'Wald');
INSERT INTO tb_translation VALUES (1, 1, 'de', 'Ufer'), (2, 1, 'fr', 'Rivage'), (3, 4, 'de', 'Der Wald'), (4, 3, 'en', 'The Dawn');
