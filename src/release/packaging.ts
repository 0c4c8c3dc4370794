import { render } from '../emit/render.ts';
import type { EmittedFile } from '../emit/types.ts';
import type { ExtensionIdentity } from '../plan/types.ts';
import { quoteIdentifier } from '../sql/identifiers.ts';

/** What the project says about itself, for those who get the extension from it. */
export interface ProjectDescription {
  /** An SPDX identifier, as in package.json. */
  readonly license: string | undefined;
  readonly maintainer: string | undefined;
}

/**
 * What PGXS and PGXN want beside an extension's scripts: a Makefile with `install` and `installcheck`, the test that this
 * one runs, and META.json. Only META.json differs from one version to the next: the others go by the files that are there.
 */
export function packageExtension(
  extension: ExtensionIdentity,
  abstract: string,
  project: ProjectDescription,
): readonly EmittedFile[] {
  const { name, schema } = extension;
  const model = { extension: name, schema: quoteIdentifier(schema) };
  return [
    { path: 'Makefile', text: render('Makefile.hbs', model) },
    { path: 'META.json', text: `${JSON.stringify(metaOf(extension, abstract, project), null, 2)}\n` },
    { path: `test/sql/${name}.sql`, text: render('installcheck.sql.hbs', model) },
    // psql says the first line, then is silent but for the answer to the last question.
    { path: `test/expected/${name}.out`, text: '\\set ECHO none\n t\n\n' },
  ];
}

/** https://pgxn.org/spec/ 1.0.0 */
function metaOf({ name, version }: ExtensionIdentity, abstract: string, project: ProjectDescription) {
  return {
    name,
    abstract,
    version,
    maintainer: project.maintainer ?? 'unknown',
    license: licenseOf(project.license),
    provides: { [name]: { abstract, file: `${name}--${version}.sql`, version } },
    prereqs: { runtime: { requires: { PostgreSQL: '15.0.0', plpgsql: 0 } } },
    release_status: version.includes('-') ? 'testing' : 'stable',
    generated_by: 'tviews',
    'meta-spec': { version: '1.0.0', url: 'https://pgxn.org/meta/spec.txt' },
  };
}

/** PGXN's own words for some licenses; of others it knows whether there is one. */
const pgxnLicenses: ReadonlyMap<string, string> = new Map([
  ['AGPL-3.0-only', 'agpl_3'],
  ['Apache-2.0', 'apache_2_0'],
  ['BSD-2-Clause', 'freebsd'],
  ['BSD-3-Clause', 'bsd'],
  ['GPL-2.0-only', 'gpl_2'],
  ['GPL-3.0-only', 'gpl_3'],
  ['LGPL-2.1-only', 'lgpl_2_1'],
  ['LGPL-3.0-only', 'lgpl_3_0'],
  ['MIT', 'mit'],
  ['PostgreSQL', 'postgresql'],
  ['UNLICENSED', 'restricted'],
]);

function licenseOf(license: string | undefined): string {
  return pgxnLicenses.get(license ?? '') ?? 'unknown';
}
