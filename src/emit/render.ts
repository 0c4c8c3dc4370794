import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';

const folder = new URL('../../templates/', import.meta.url);

/** The templates, read when the module is loaded: they are part of the program, not of its input. */
const engine = Handlebars.create();
for (const file of readdirSync(new URL('objects/', folder)))
  engine.registerPartial(`objects/${file.replace(/\.sql\.hbs$/, '')}`, read(`objects/${file}`));

function read(file: string): string {
  return readFileSync(fileURLToPath(new URL(file, folder)), 'utf8');
}

const compiled = new Map<string, Handlebars.TemplateDelegate>();

/** Fills in a template; a path that the view-model lacks is an error. */
export function render(file: string, model: object): string {
  const template =
    compiled.get(file) ?? engine.compile(read(file), { noEscape: true, strict: true, preventIndent: true });
  compiled.set(file, template);
  return template(model);
}
