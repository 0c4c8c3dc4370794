import type pg from 'pg';
import { runOn } from '../../src/database/connect.ts';
import { createShapeReader, type TableShape } from '../../src/prove/table-shapes.ts';

/** The tables of a database, with the values that random changes may write. */
export function readTableShapes(client: pg.ClientBase): Promise<readonly TableShape[]> {
  return createShapeReader(runOn(client))();
}
