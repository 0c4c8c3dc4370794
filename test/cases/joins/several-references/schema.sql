-- Several references to one table, in columns that follow no convention; two of them may name the same person.
CREATE TABLE people (
  person_no integer PRIMARY KEY,
  full_name text NOT NULL,
  email text
);
CREATE TABLE articles (
  article_no integer PRIMARY KEY,
  headline text NOT NULL,
  writer integer NOT NULL REFERENCES people,
  "edited by" integer REFERENCES people,
  approved_by integer REFERENCES people (person_no)
);

INSERT INTO people VALUES (1, 'Ann', 'ann@example.org'), (2, 'Ben', NULL), (3, 'Cid', NULL), (4, 'Dot', NULL);
INSERT INTO articles VALUES (1, 'Alpha', 1, 2, 3), (2, 'Beta', 1, 1, NULL), (3, 'Gamma', 2, NULL, 2);
