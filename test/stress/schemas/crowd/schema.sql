-- Rows with hundreds of links: four clubs of 300 members, who are in all of them.
CREATE TABLE tb_person (
  pk_person integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_club (
  pk_club integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_member (
  fk_person integer,
  fk_club integer,
  role text,
  PRIMARY KEY (fk_person, fk_club)
);
CREATE INDEX ON tb_member (fk_club);
INSERT INTO tb_person SELECT n, 'person ' || n FROM generate_series(1, 300) AS n;
INSERT INTO tb_club SELECT n, 'club ' || n FROM generate_series(1, 4) AS n;
INSERT INTO tb_member SELECT pk_person, pk_club, 'v1' FROM tb_person CROSS JOIN tb_club;
