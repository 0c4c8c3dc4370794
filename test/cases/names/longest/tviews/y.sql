-- @key pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a
CREATE TABLE tv_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y AS
SELECT y.*,
       (SELECT count(*) FROM tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_x x
        WHERE x.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_b = y.pk_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_a)
         AS the_longest_alias_there_can_be_of_exactly_sixty_three_bytes_c_d
FROM tb_the_longest_name_there_can_be_of_exactly_sixty_three_bytes_y y;
