-- @key id
CREATE TABLE tv_file AS
SELECT f.id, f.name, d.id AS folder_id, d.name AS folder,
       (SELECT string_agg(s.person, ',' ORDER BY s.person) FROM tb_share s WHERE s.file_id = f.id) AS shared_with
FROM tb_file f
LEFT JOIN tb_folder d ON d.pk_folder = f.fk_folder;
