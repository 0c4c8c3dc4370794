-- A composite key of text and date, with composite references to it, also partly NULL.
CREATE TABLE tb_room_day (
  room text NOT NULL,
  day date NOT NULL,
  price numeric(6, 2) NOT NULL,
  PRIMARY KEY (room, day)
);
CREATE TABLE tb_booking (
  pk_booking integer PRIMARY KEY,
  room text,
  day date,
  guest text NOT NULL,
  FOREIGN KEY (room, day) REFERENCES tb_room_day (room, day) ON UPDATE CASCADE ON DELETE SET NULL
);

INSERT INTO tb_room_day VALUES ('101', '2024-01-01', 50), ('101', '2024-01-02', 60), ('a,b', '2024-01-01', 70), ('a', '2024-01-01', 80);
INSERT INTO tb_booking VALUES (1, '101', '2024-01-01', 'Ann'), (2, 'a,b', '2024-01-01', 'Ben'), (3, '101', NULL, 'Cid'), (4, NULL, NULL, 'Dot');
