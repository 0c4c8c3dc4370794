import { closest } from 'fastest-levenshtein';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import type { QualifiedName } from '../sql/identifiers.ts';

/** The TVIEW that somebody means by `tv_post` or `blog.tv_post`; throws `CannotRun` where no definition declares it. */
export function findTview(tviews: readonly QualifiedName[], written: string): QualifiedName {
  const found = tviews.find(({ schema, name }) => written === name || written === `${schema}.${name}`);
  if (found) return found;
  throw new CannotRun({
    code: 'invalid-usage',
    message: `no definition declares "${written}"`,
    help: didYouMean(
      written,
      tviews.map(({ name }) => name),
    ),
  });
}

/** The one of several names that is most like what was written, as a question. */
export function didYouMean(written: string, names: readonly string[]): string {
  return `did you mean "${closest(written, [...names])}"?`;
}
