import { z } from 'zod';
import type { Diagnostic, Span } from '../diagnostic.ts';
import type { Locate } from '../locate.ts';

const positionSchema = z.strictObject({ line: z.int().positive(), column: z.int().positive() });

const placeSchema = z.strictObject({
  file: z.string(),
  /** UTF-16 offsets, `end` exclusive. */
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  /** The same as lines and columns; absent where the file is not at hand. */
  from: positionSchema.optional(),
  to: positionSchema.optional(),
});

/** A finding as machines read it: the diagnostic, its places as offsets and as lines and columns. */
export const findingSchema = z.strictObject({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  place: placeSchema.optional(),
  label: z.string().optional(),
  why: z.string().optional(),
  help: z.string().optional(),
  related: z.array(z.strictObject({ message: z.string(), place: placeSchema })).optional(),
});

/** What `findingSchema` describes. */
export type Finding = z.infer<typeof findingSchema>;

/** Diagnostics as the plain data that `--json` and `--format json` print. */
export function toFindings(diagnostics: readonly Diagnostic[], locate: Locate): Finding[] {
  return diagnostics.map(({ span, related, ...rest }) => ({
    ...rest,
    ...(span && { place: toPlace(span, locate) }),
    ...(related && { related: related.map(({ message, span }) => ({ message, place: toPlace(span, locate) })) }),
  }));
}

/** Findings as one JSON array. */
export function renderJson(diagnostics: readonly Diagnostic[], locate: Locate): string {
  return `${JSON.stringify(toFindings(diagnostics, locate), null, 2)}\n`;
}

function toPlace({ file, start, end }: Span, locate: Locate): z.infer<typeof placeSchema> {
  const location = locate({ file, start, end });
  return { file, start, end, ...(location && { from: location.start, to: location.end }) };
}
