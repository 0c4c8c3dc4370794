-- The definition file brings indexes, grants and a comment for its TVIEW. Its unique index must not fail a write that
-- the base table's own constraint accepts: values are swapped, and handed from a deleted row to a new one.
CREATE TABLE tb_page (
  pk_page integer PRIMARY KEY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  identifier text NOT NULL UNIQUE DEFERRABLE INITIALLY IMMEDIATE,
  title text NOT NULL
);

INSERT INTO tb_page (pk_page, identifier, title) VALUES (1, 'home', 'Home'), (2, 'about', 'About'), (3, 'contact', 'Contact');
