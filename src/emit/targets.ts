/**
 * What is built: the files of an extension; these and a script that registers them with pg_tle; or plain migrations, for
 * databases that take neither. All of them create the same objects.
 */
export const targets = ['extension', 'pg_tle', 'sql'] as const;

export type Target = (typeof targets)[number];
