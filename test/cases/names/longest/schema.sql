-- Names of 63 bytes that differ in their last letter only: whatever is derived from them must not collide.
CREATE TABLE tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x (
  pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a integer PRIMARY KEY,
  pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b integer,
  pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_c text
);
CREATE TABLE tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y (
  pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a integer PRIMARY KEY,
  pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b text
);

INSERT INTO tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x VALUES (1, 1, 'a'), (2, 2, 'b'), (3, NULL, 'c');
INSERT INTO tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y VALUES (1, 'one'), (2, 'two');
