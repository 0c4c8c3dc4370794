-- Joined through an array: the elements are keys of other rows.
CREATE TABLE tb_tag (pk_tag integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE tb_photo (pk_photo integer PRIMARY KEY, title text NOT NULL, tags integer[]);
CREATE INDEX ON tb_photo USING gin (tags);

INSERT INTO tb_tag VALUES (1, 'sea'), (2, 'sun'), (3, 'sand');
INSERT INTO tb_photo VALUES (1, 'beach', '{1,2}'), (2, 'desert', '{3,3,NULL}'), (3, 'night', '{}'), (4, 'lost', NULL);
