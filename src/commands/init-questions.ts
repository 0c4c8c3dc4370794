import { cancel, group, intro, select, text } from '@clack/prompts';
import { extensionNameSchema } from '../config/names.ts';
import type { InitChoices } from './init-files.ts';
import { Cancelled } from './verb.ts';

/** Asks for what flags left open, with the defaults filled in. Throws `Cancelled` when the user breaks off. */
export async function askChoices(defaults: InitChoices): Promise<InitChoices> {
  // Questions are no data: stdout stays free for what init did.
  const output = process.stderr;
  intro('tviews init', { output });
  const answers = await group(
    {
      name: () =>
        text({ message: 'Name of the extension', initialValue: defaults.name, validate: validateName, output }),
      definitions: () =>
        text({
          message: 'Folder with the definitions',
          initialValue: defaults.definitions,
          validate: validateFilled,
          output,
        }),
      out: () =>
        text({
          message: 'Folder for the built extension',
          initialValue: defaults.out,
          validate: validateFilled,
          output,
        }),
      source: () =>
        select<'database' | 'schema' | 'catalog'>({
          message: 'Where do the definitions’ tables come from?',
          initialValue: initialSource(defaults),
          options: [
            { value: 'database', label: 'A database', hint: 'DATABASE_URL' },
            { value: 'schema', label: 'An SQL file that creates them' },
            { value: 'catalog', label: 'A saved catalog' },
          ],
          output,
        }),
      file: async ({ results }) => {
        if (results.source === 'database' || results.source === undefined) return undefined;
        const known =
          results.source === 'schema' ? (defaults.schema ?? 'schema.sql') : (defaults.catalog ?? 'catalog.json');
        return text({ message: 'Which file?', initialValue: known, validate: validateFilled, output });
      },
    },
    {
      onCancel: () => {
        cancel('Nothing was written.', { output });
        throw new Cancelled();
      },
    },
  );
  const { name, definitions, out, source, file } = answers;
  return { name, definitions, out, ...(source !== 'database' && typeof file === 'string' && { [source]: file }) };
}

function initialSource({ schema, catalog }: InitChoices): 'database' | 'schema' | 'catalog' {
  if (schema !== undefined) return 'schema';
  return catalog === undefined ? 'database' : 'catalog';
}

function validateName(name: string | undefined): string | undefined {
  return extensionNameSchema.safeParse(name ?? '').error?.issues[0]?.message;
}

function validateFilled(path: string | undefined): string | undefined {
  return path ? undefined : 'must not be empty';
}
