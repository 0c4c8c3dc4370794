import type { Workload } from '../types.ts';
import { arrays } from './arrays.ts';
import { bulk } from './bulk.ts';
import { productCatalogue } from './catalogue.ts';
import { chainOfFive } from './chain.ts';
import { clients } from './clients.ts';
import { fanOut } from './fan-out.ts';
import { fill } from './fill.ts';
import { oneTransaction } from './one-transaction.ts';
import { openSnapshot } from './open-snapshot.ts';
import { rootRow } from './root-row.ts';
import { tableSize } from './table-size.ts';
import { tenOverOneTable } from './ten-tviews.ts';
import { unreadColumn } from './unread-column.ts';

/** In the order of their letters. */
export const workloads: readonly Workload[] = [
  rootRow,
  fanOut,
  bulk,
  oneTransaction,
  unreadColumn,
  tenOverOneTable,
  chainOfFive,
  arrays,
  clients,
  fill,
  productCatalogue,
  tableSize,
  openSnapshot,
];
