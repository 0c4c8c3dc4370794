-- transaction: a price changes (changes tv_line)
UPDATE tb_price SET amount = 4.75 WHERE pk_price = 2;

-- transaction: a period grows over a line (changes tv_line) (refreshes tv_line: 1)
UPDATE tb_price SET valid_to = '2025-01-01' WHERE pk_price = 3;

-- transaction: a period grows over no line (leaves tv_line)
UPDATE tb_price SET valid_to = '2026-01-01' WHERE pk_price = 3;

-- transaction: the border between two periods moves over a line (changes tv_line) (refreshes tv_line: 2)
UPDATE tb_price SET valid_to = CASE pk_price WHEN 1 THEN DATE '2024-03-01' ELSE valid_to END,
                    valid_from = CASE pk_price WHEN 2 THEN DATE '2024-03-01' ELSE valid_from END
WHERE pk_price IN (1, 2);

-- transaction: a line is ordered on another day (changes tv_line) (refreshes tv_line: 1)
UPDATE tb_line SET ordered_on = '2024-02-02' WHERE pk_line = 1;

-- transaction: a line for another product (changes tv_line) (refreshes tv_line: 1)
UPDATE tb_line SET product = 'plate' WHERE pk_line = 2;

-- transaction: a price goes (changes tv_line)
DELETE FROM tb_price WHERE pk_price = 3;
