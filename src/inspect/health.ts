import type pg from 'pg';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { quoteIdentifier } from '../sql/identifiers.ts';

/** A row of `health_check()`. */
export interface HealthFinding {
  readonly status: string;
  readonly component: string;
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'info';
}

/** What `health_check()` of the extension in a schema says, worst first. */
export async function readHealth(client: pg.ClientBase, schema: string): Promise<readonly HealthFinding[]> {
  const call = `SELECT status, component, message, severity FROM ${quoteIdentifier(schema)}.health_check()`;
  return (await client.query<HealthFinding>(call)).rows;
}

/** The same for people; what is only worth knowing is left out. */
export function describeHealth({ status, component, message, severity }: HealthFinding): readonly Diagnostic[] {
  if (severity === 'info') return [];
  return [{ code: 'unhealthy', severity, message: `${component}: ${status}`, why: message }];
}

/** What lets a role ask `health_check()`. */
export function grantHealthCheck(schema: string, role: string): string {
  return `GRANT EXECUTE ON FUNCTION ${quoteIdentifier(schema)}.health_check() TO ${quoteIdentifier(role)}`;
}
