-- @key (folder_id)
CREATE TABLE tv_folder AS
SELECT d.id AS folder_id, d.name, count(f.id) AS files
FROM tb_folder d LEFT JOIN tb_file f ON f.fk_folder = d.pk_folder
GROUP BY d.pk_folder;
