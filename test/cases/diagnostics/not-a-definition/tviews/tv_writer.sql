UPDATE tb_author SET name = upper(name);
