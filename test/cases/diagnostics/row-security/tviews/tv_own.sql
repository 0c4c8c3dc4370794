CREATE TABLE tv_own AS
SELECT pk_note AS pk_own, owner, text FROM tb_note;
ALTER TABLE tv_own ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON tv_own USING (owner = current_user);
