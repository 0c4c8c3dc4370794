import type { Schema } from '../types.ts';
import { anyPostWrite, postTables } from './posts.ts';

const count = 10;

/** Ten TVIEWs over the same two tables, which differ in what they make of a post. */
export function tenTviews(rows: number): Schema {
  return {
    name: `ten TVIEWs ${rows}`,
    tables: postTables(rows),
    definitions: Array.from({ length: count }, (_, i) => ({
      file: `tv_post_${i + 1}.sql`,
      text: `
        SELECT p.pk_post,
               jsonb_build_object('kind', ${i + 1}, 'title', p.title, 'author', u.name) AS data
        FROM tb_post p
        JOIN tb_user u ON u.pk_user = p.fk_user`,
    })),
    indexesOf: () => ['pk_post'],
    byHand: [{ name: 'by hand', file: 'ten-tviews.sql' }],
    anyWrite: (stream) => anyPostWrite(stream, rows),
  };
}
