-- Tables that hide rows, read by TVIEWs that say nothing about it, and by such that do.
CREATE TABLE tb_note (pk_note integer PRIMARY KEY, owner text, text text);
ALTER TABLE tb_note ENABLE ROW LEVEL SECURITY;
CREATE TABLE tb_account (pk_account integer PRIMARY KEY, name text, balance integer);
ALTER TABLE tb_account ENABLE ROW LEVEL SECURITY;
ALTER TABLE tb_account FORCE ROW LEVEL SECURITY;
CREATE VIEW v_notes AS SELECT pk_note AS pk_shown, text FROM tb_note;
