/** Runs one SQL statement on a connection of its own and returns the rows. */
export type RunQuery = (sql: string) => Promise<readonly Record<string, unknown>[]>;
