-- transaction: the first rows (changes tv_artist)
COPY tb_artist (pk_artist, name) FROM stdin;
1	Ann
2	Ben & the "Bens"
3	\\tab
\.

-- transaction: children, with NULL and CSV quoting (changes tv_artist)
COPY tb_song (fk_artist, title) FROM stdin WITH (FORMAT csv, NULL '-');
1,"Hello, world"
1,Again
2,"say ""hi"""
-,Nobody's
\.

-- transaction: parents and children in one transaction, between other statements (changes tv_artist)
UPDATE tb_artist SET name = 'Anna' WHERE pk_artist = 1;
COPY tb_artist FROM stdin;
4	Dot	1999-12-31
5	Eve	\N
\.
COPY tb_song (fk_artist, title) FROM stdin;
4	Dots
4	More dots
\.
DELETE FROM tb_song WHERE fk_artist = 1;

-- transaction: no rows at all (leaves tv_artist)
COPY tb_song (fk_artist, title) FROM stdin;
\.

-- transaction: only rows that nobody shows (leaves tv_artist)
COPY tb_song (fk_artist, title) FROM stdin;
\N	Unknown
\.
