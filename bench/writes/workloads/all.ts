import type { Workload } from '../types.ts';
import { bulk } from './bulk.ts';
import { clients } from './clients.ts';
import { fanOut } from './fan-out.ts';
import { oneTransaction } from './one-transaction.ts';
import { rootRow } from './root-row.ts';
import { unreadColumn } from './unread-column.ts';

export const workloads: readonly Workload[] = [rootRow, fanOut, bulk, oneTransaction, unreadColumn, clients];
