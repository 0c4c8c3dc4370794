import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import type { DiagnosticCode } from '../diagnostics/codes.ts';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import { findingFormats } from '../diagnostics/render/render.ts';
import { targets } from '../emit/targets.ts';
import { extensionNameSchema, extensionSchemaSchema, releaseSchema } from './names.ts';
import type { Settings } from './settings.ts';

const text = z.string().min(1, { error: 'must not be empty' });

/** What `Settings` must be to be used. */
const settingsSchema = z.strictObject({
  name: extensionNameSchema.optional(),
  release: releaseSchema.optional(),
  target: z.enum(targets).optional(),
  definitions: text.optional(),
  out: text.optional(),
  extensionSchema: extensionSchemaSchema.optional(),
  databaseUrl: text.optional(),
  schema: text.optional(),
  catalog: text.optional(),
  saveCatalog: text.optional(),
  format: z.enum(findingFormats).optional(),
}) satisfies z.ZodType<Settings>;

/** Where settings come from: how its mistakes are called, and how it spells a setting. */
export interface SettingsOrigin {
  readonly code: DiagnosticCode;
  /** Goes before each message; empty where the spelling says enough. */
  readonly prefix: string;
  readonly spell: (setting: string) => string;
}

/** Settings of a config file, whose path is given as it is to be shown. */
export function fromFile(file: string): SettingsOrigin {
  return { code: 'invalid-config', prefix: `${file}: `, spell: (setting) => setting };
}

/** Settings given as flags. */
export const fromFlags: SettingsOrigin = {
  code: 'invalid-usage',
  prefix: '',
  spell: (setting) => `--${setting.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
};

/** Settings handed to a function of the public API. */
export const fromCall: SettingsOrigin = { code: 'invalid-config', prefix: '', spell: (setting) => setting };

/** Checks settings of unknown shape; throws `CannotRun` that names every mistake. */
export function parseSettings(value: unknown, origin: SettingsOrigin): Settings {
  const parsed = settingsSchema.safeParse(value);
  const mistakes = parsed.success
    ? describeRivals(parsed.data, origin)
    : parsed.error.issues.flatMap((issue) => describeIssue(issue, origin));
  if (parsed.success && mistakes.length === 0) return parsed.data;
  throw new CannotRun({ code: origin.code, message: `${origin.prefix}${mistakes.join('; ')}` });
}

function describeIssue(issue: z.core.$ZodIssue, { spell }: SettingsOrigin): string[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `unknown setting "${key}"${suggest(key)}`);
  const [setting] = issue.path;
  if (setting === undefined) return ['the settings must be an object'];
  if (issue.code === 'invalid_value') return [`${spell(String(setting))} must be one of ${issue.values.join(', ')}`];
  if (issue.code === 'invalid_type') return [`${spell(String(setting))} must be a ${issue.expected}`];
  return [`${spell(String(setting))} ${issue.message}`];
}

function suggest(key: string): string {
  const candidate = closest(key, Object.keys(settingsSchema.shape));
  return distance(key.toLowerCase(), candidate.toLowerCase()) <= 3 ? ` (did you mean "${candidate}"?)` : '';
}

/** There is one catalog: which of two would win is not for the reader to guess. */
function describeRivals(settings: Settings, { spell }: SettingsOrigin): string[] {
  const given = (['databaseUrl', 'schema', 'catalog'] as const).filter((source) => settings[source] !== undefined);
  return given.length > 1 ? [`${given.map(spell).join(' and ')} exclude each other: give one of them`] : [];
}
