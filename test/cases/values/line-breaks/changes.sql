-- transaction: a writer of notes with line breaks is renamed (changes tv_note, tv_mark)
UPDATE tb_writer SET name = 'Anna' WHERE pk_writer = 1;

-- transaction: and back (changes tv_note, tv_mark)
UPDATE tb_writer SET name = 'Ann' WHERE pk_writer = 1;

-- transaction: a note becomes one that is left out (changes tv_note)
UPDATE tb_note SET text = E'x\ny' WHERE pk_note = 1;

-- transaction: and the other way round (changes tv_note, tv_mark)
UPDATE tb_note SET text = E'x\n      y', mark = E'Ben\n' WHERE pk_note = 1;

-- transaction: a backslash before a line break (changes tv_note)
UPDATE tb_note SET text = 'z' WHERE pk_note = 3;

-- transaction: an address with a line break (changes tv_note) (leaves tv_mark)
UPDATE tb_writer SET address = E'1 Elm St\nRome' WHERE pk_writer = 1;
