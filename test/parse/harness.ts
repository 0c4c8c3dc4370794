import { type Diagnostic, Report } from '../../src/diagnostics/diagnostic.ts';
import { parseDefinition } from '../../src/parse/parse-definition.ts';
import type { ParsedDefinition } from '../../src/parse/types.ts';

/** A diagnostic as the tests compare it: its code, its message, and the text it points at. */
interface Finding {
  readonly code: string;
  readonly message: string;
  readonly at: string | undefined;
}

export interface Parsed {
  readonly definition: ParsedDefinition | undefined;
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses one definition file. */
export function parse(text: string, file = 'tviews/tv_post.sql'): Parsed {
  const report = new Report();
  const definition = parseDefinition({ file, text }, report);
  const diagnostics = report.list();
  const findings = diagnostics.map(({ code, message, span }) => ({
    code,
    message,
    at: span && text.slice(span.start, span.end),
  }));
  return { definition, findings, diagnostics };
}

/** Parses a file that must be right. */
export function parseValid(text: string, file?: string): ParsedDefinition {
  const { definition, findings } = parse(text, file);
  if (definition === undefined || findings.length > 0) {
    throw new Error(`unexpected findings: ${JSON.stringify(findings, undefined, 2)}`);
  }
  return definition;
}

/** A tree without its spans, for comparing structures. */
export function withoutSpans(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, field: unknown) => (key === 'span' ? undefined : field)));
}
