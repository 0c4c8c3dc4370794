-- transaction: a tag is renamed (changes tv_photo, tv_tag) (leaves tv_alike) (refreshes tv_photo: 1, tv_tag: 1)
UPDATE tb_tag SET name = 'ocean' WHERE pk_tag = 1;

-- transaction: an element is added (changes tv_photo, tv_tag, tv_alike) (refreshes tv_photo: 1)
UPDATE tb_photo SET tags = tags || 1 WHERE pk_photo = 2;

-- transaction: the order of the elements is not shown (leaves tv_photo, tv_tag, tv_alike)
UPDATE tb_photo SET tags = '{2,1,1}' WHERE pk_photo = 1;

-- transaction: one array becomes NULL, one is no longer NULL (changes tv_photo, tv_tag, tv_alike) (refreshes tv_photo: 2)
UPDATE tb_photo SET tags = CASE pk_photo WHEN 4 THEN ARRAY[3] END WHERE pk_photo IN (1, 4);

-- transaction: a tag that is named already comes into being (changes tv_photo, tv_tag)
UPDATE tb_photo SET tags = '{9}' WHERE pk_photo = 3;
INSERT INTO tb_tag VALUES (9, 'moon');

-- transaction: a tag gets another key, and its photos follow (changes tv_photo, tv_tag) (leaves tv_alike)
UPDATE tb_tag SET pk_tag = 90 WHERE pk_tag = 9;
UPDATE tb_photo SET tags = '{90}' WHERE pk_photo = 3;
UPDATE tb_photo SET title = 'full moon' WHERE pk_photo = 3;

-- transaction: photo first, tag second (changes tv_photo, tv_tag)
UPDATE tb_photo SET tags = '{91}' WHERE pk_photo = 3;
UPDATE tb_tag SET pk_tag = 91, name = 'half moon' WHERE pk_tag = 90;

-- transaction: a title: in no list of tags (changes tv_photo, tv_tag, tv_alike)
UPDATE tb_photo SET title = 'a dune' WHERE pk_photo = 2;

-- transaction: the last photo of a tag (changes tv_photo, tv_tag) (leaves tv_alike)
DELETE FROM tb_photo WHERE pk_photo = 3;

-- transaction: no tags (changes tv_photo, tv_tag) (leaves tv_alike)
TRUNCATE tb_tag;
