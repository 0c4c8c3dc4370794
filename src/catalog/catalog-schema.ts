import { z } from 'zod';
import type { Catalog } from './types.ts';

/** A relation's name as the catalog stores it. */
export const qualifiedNameSchema = z.strictObject({ schema: z.string(), name: z.string() });

/** A column as the catalog stores it. */
export const columnSchema = z.strictObject({
  name: z.string(),
  type: z.string(),
  notNull: z.boolean(),
  baseType: z.string().exactOptional(),
  exactEquality: z.boolean(),
  scalar: z.boolean(),
  generated: z.enum(['stored', 'virtual']).exactOptional(),
});

/** A foreign key as the catalog stores it. */
export const foreignKeySchema = z.strictObject({
  columns: z.array(z.string()),
  target: qualifiedNameSchema,
  targetColumns: z.array(z.string()),
});

/** The part of a relation that has a row of its own in pg_class. */
export const relationHeadSchema = z.strictObject({
  schema: z.string(),
  name: z.string(),
  kind: z.enum(['table', 'partitioned-table', 'view', 'materialized-view', 'foreign-table']),
  rowSecurity: z.enum(['enabled', 'forced']).exactOptional(),
  definition: z.string().exactOptional(),
  parents: z.array(qualifiedNameSchema),
});

/** A function as the catalog stores it. */
export const catalogFunctionSchema = z.strictObject({
  schema: z.string(),
  name: z.string(),
  kind: z.enum(['function', 'aggregate', 'window', 'procedure']),
  volatility: z.enum(['immutable', 'stable', 'volatile']),
  returnsSet: z.boolean(),
  columns: z.array(z.string()).nullable(),
  source: z
    .strictObject({
      extension: z.string().exactOptional(),
      opaque: z.boolean(),
      definitions: z.array(z.string()),
      operators: z.array(z.string()),
      casts: z.array(z.string()),
      calls: z.array(qualifiedNameSchema),
    })
    .exactOptional(),
});

const relationSchema = z.strictObject({
  schema: relationHeadSchema.shape.schema,
  name: relationHeadSchema.shape.name,
  kind: relationHeadSchema.shape.kind,
  columns: z.array(columnSchema),
  uniqueKeys: z.array(
    z.strictObject({ columns: z.array(z.string()), primary: z.boolean(), nullsNotDistinct: z.boolean() }),
  ),
  foreignKeys: z.array(foreignKeySchema),
  indexes: z.array(z.strictObject({ name: z.string(), columns: z.array(z.string()) })),
  otherIndexes: z.array(z.strictObject({ method: z.string(), keys: z.array(z.string()) })).exactOptional(),
  rowSecurity: relationHeadSchema.shape.rowSecurity,
  definition: relationHeadSchema.shape.definition,
  parents: relationHeadSchema.shape.parents,
});

/** The format of a saved catalog. Parsing orders the members as the types declare them, so that equal catalogs are equal text. */
export const catalogSchema: z.ZodType<Catalog> = z.strictObject({
  formatVersion: z.literal(1),
  serverVersion: z.int(),
  searchPath: z.array(z.string()),
  settings: z.record(z.string(), z.string()),
  relations: z.array(relationSchema),
  sequences: z.array(qualifiedNameSchema),
  functions: z.array(catalogFunctionSchema),
});
