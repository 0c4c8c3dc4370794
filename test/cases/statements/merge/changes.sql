-- transaction: all actions in one statement (changes tv_stock, tv_supplier) (refreshes tv_stock: 3, tv_supplier: 2)
MERGE INTO tb_stock s USING tb_delivery d ON d.item = s.pk_stock
WHEN MATCHED AND d.pieces < 0 THEN DELETE
WHEN MATCHED THEN UPDATE SET pieces = s.pieces + d.pieces, fk_supplier = d.supplier
WHEN NOT MATCHED AND d.pieces > 0 THEN INSERT VALUES (d.item, d.supplier, d.name, d.pieces)
WHEN NOT MATCHED THEN DO NOTHING;

-- transaction: only updates (changes tv_stock, tv_supplier) (refreshes tv_stock: 1, tv_supplier: 1)
MERGE INTO tb_stock s USING tb_delivery d ON d.item = s.pk_stock
WHEN MATCHED THEN UPDATE SET pieces = d.pieces;

-- transaction: updates that change nothing (leaves tv_stock, tv_supplier) (refreshes tv_stock: 0, tv_supplier: 0)
MERGE INTO tb_stock s USING tb_delivery d ON d.item = s.pk_stock
WHEN MATCHED THEN UPDATE SET pieces = d.pieces;

-- transaction: only DO NOTHING (leaves tv_stock, tv_supplier) (refreshes tv_stock: 0, tv_supplier: 0)
MERGE INTO tb_stock s USING tb_delivery d ON d.item = s.pk_stock
WHEN MATCHED THEN DO NOTHING;

-- transaction: only inserts (changes tv_stock, tv_supplier) (refreshes tv_stock: 2, tv_supplier: 1)
MERGE INTO tb_stock s USING tb_delivery d ON d.item = s.pk_stock
WHEN NOT MATCHED THEN INSERT (pk_stock, name, fk_supplier) VALUES (d.item, COALESCE(d.name, 'unknown'), d.supplier);

-- transaction: only deletes (changes tv_stock, tv_supplier) (refreshes tv_stock: 1, tv_supplier: 1)
MERGE INTO tb_stock s USING tb_delivery d ON d.item = s.pk_stock
WHEN MATCHED AND d.name = 'rust' THEN DELETE;

-- transaction: into the joined table, with the root as the source (changes tv_stock, tv_supplier) (refreshes tv_stock: 3, tv_supplier: 2)
MERGE INTO tb_supplier p USING (SELECT DISTINCT fk_supplier FROM tb_stock WHERE fk_supplier IS NOT NULL) s ON s.fk_supplier = p.pk_supplier
WHEN MATCHED THEN UPDATE SET name = upper(p.name)
WHEN NOT MATCHED THEN DO NOTHING;

-- transaction: two MERGEs of one table in one transaction (changes tv_stock, tv_supplier) (refreshes tv_stock: 1, tv_supplier: 2)
MERGE INTO tb_stock s USING (VALUES (9)) AS v (n) ON v.n = s.pk_stock WHEN NOT MATCHED THEN INSERT VALUES (v.n, 1, 'nine', 9);
MERGE INTO tb_stock s USING (VALUES (9)) AS v (n) ON v.n = s.pk_stock WHEN MATCHED THEN UPDATE SET pieces = 99, fk_supplier = 2;

-- transaction: rows of the target without a source row, and RETURNING (server 17) (changes tv_stock, tv_supplier)
MERGE INTO tb_stock s USING tb_delivery d ON d.item = s.pk_stock
WHEN NOT MATCHED BY SOURCE AND s.pieces > 50 THEN DELETE
WHEN NOT MATCHED BY SOURCE THEN UPDATE SET pieces = -1
RETURNING merge_action(), s.*;
