SELECT pk_note, text FROM tb_note
