SELECT pk_account, name FROM tb_account
