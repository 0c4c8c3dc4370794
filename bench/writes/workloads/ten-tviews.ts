import { tenTviews } from '../schemas/ten-tviews.ts';
import type { Workload } from '../types.ts';
import { changeTitle } from './root-row.ts';

export const tenOverOneTable: Workload = {
  letter: 'f',
  title: 'one base table under ten TVIEWs',
  parts: ({ rows, effort }) => [
    {
      schema: tenTviews(rows),
      cases: [{ name: 'one title, ten TVIEWs', transactions: 300 * effort, write: changeTitle(rows) }],
    },
  ],
};
