import { z } from 'zod';
import { findingSchema } from '../diagnostics/render/json.ts';

/** The one object that `--json` prints, whatever the command and however it went. */
export const envelopeSchema = z.strictObject({
  /** Whether the exit code is 0. */
  ok: z.boolean(),
  /** The verb, or null where the command line names none that exists. */
  command: z.string().nullable(),
  /** The version of tviews. */
  version: z.string(),
  diagnostics: z.array(findingSchema),
  /** What the command did, in a shape of its own; null where it did nothing. */
  result: z.unknown(),
});

/** What `envelopeSchema` describes. */
export type Envelope = z.infer<typeof envelopeSchema>;
