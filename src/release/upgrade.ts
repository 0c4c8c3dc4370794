import { render } from '../emit/render.ts';
import type { Target } from '../emit/targets.ts';
import type { EmittedFile } from '../emit/types.ts';
import { quoteIdentifier, quoteLiteral } from '../sql/identifiers.ts';
import { compareReleases, describeChange, type TviewChange } from './compare.ts';
import { type ScriptPart, scriptParts } from './script-parts.ts';
import type { Release } from './types.ts';

/**
 * The script that makes of an installed release another one, newer or older: the functions and views of the extension
 * that differ, and a call that creates what they describe. Parts that are alike are not in it, and are not touched.
 *
 * Throws where the releases differ in more than these: the tables of the extension itself are those of one version of
 * tviews, and need a way that is written for them.
 */
export async function upgradeScript(from: Release, to: Release, target: Target): Promise<EmittedFile> {
  const { name, version, schema } = to.manifest;
  const before = await scriptParts(from.script);
  const after = await scriptParts(to.script);
  const changes = compareReleases(from.manifest, to.manifest);
  const functions = changedFunctions(before, after);
  const viewsDiffer = describeViews(before) !== describeViews(after);
  return {
    path: `${name}--${from.manifest.version}--${version}.sql`,
    text: render('upgrade.sql.hbs', {
      extension: name,
      from: from.manifest.version,
      version,
      schema: quoteIdentifier(schema),
      extensionText: name,
      schemaText: quoteIdentifier(schema),
      isExtension: target !== 'sql',
      changes: changes.map((change) => `${change.tview}: ${describeChange(change)}`),
      renames: changes.flatMap((change) => renameModel(change, to)),
      droppedViews: viewsDiffer ? dropsOf(before) : [],
      functions,
      dropped: droppedFunctions(before, after),
      others: otherStatements(before, after, { functions: functions.length > 0, views: viewsDiffer }),
    }),
  };
}

function renameModel(change: TviewChange, to: Release) {
  if (change.kind !== 'renamed') return [];
  const after = to.manifest.tviews.find(({ tview }) => tview === change.tview);
  return [
    [change.before.tview, change.before.backingView, change.tview, after?.backingView ?? '']
      .map((text) => quoteLiteral(text))
      .join(', '),
  ];
}

/** A function that returns something else cannot be replaced. */
function changedFunctions(before: readonly ScriptPart[], after: readonly ScriptPart[]): readonly string[] {
  const known = new Map(before.map((part) => [part.id, part]));
  return after.flatMap(({ id, comment, statement, function: made }) => {
    const old = known.get(id);
    if (made === undefined || old?.statement === statement) return [];
    if (old === undefined) return [`${comment}${statement};`];
    if (old.function?.returns !== made.returns) return [`${made.drop};\n\n${comment}${statement};`];
    return [`${comment}${statement.replace(/^CREATE (?:OR REPLACE )?FUNCTION/, 'CREATE OR REPLACE FUNCTION')};`];
  });
}

function droppedFunctions(before: readonly ScriptPart[], after: readonly ScriptPart[]): readonly string[] {
  const wanted = new Set(after.map(({ id }) => id));
  return before.flatMap(({ id, function: made }) => (made && !wanted.has(id) ? [`${made.drop};`] : []));
}

/** All views, which may read each other. */
function describeViews(parts: readonly ScriptPart[]): string {
  return JSON.stringify(parts.flatMap(({ view, statement }) => (view ? [statement] : [])));
}

/** What drops the views, before the functions that they read. */
function dropsOf(parts: readonly ScriptPart[]): readonly string[] {
  return parts.flatMap(({ view }) => (view ? [`${view.drop};`] : [])).reverse();
}

/** Whether functions were replaced, and the views created anew. */
interface Replaced {
  readonly functions: boolean;
  readonly views: boolean;
}

/** Views, and what can be run again: privileges, which go with what is dropped, and the owner of functions that are new. */
function otherStatements(
  before: readonly ScriptPart[],
  after: readonly ScriptPart[],
  replaced: Replaced,
): readonly string[] {
  const known = new Set(before.map(({ id }) => id));
  const wanted = new Set(after.map(({ id }) => id));
  const isOther = (part: ScriptPart): boolean => part.function === undefined;
  const created = after.filter((part) => isOther(part) && !known.has(part.id));
  const gone = before.filter((part) => isOther(part) && !wanted.has(part.id));
  const foreign = [...created, ...gone].filter(({ statement, view }) => !view && !isRepeatable(statement));
  if (foreign.length > 0) throw new UnknownWay(foreign.map(({ statement }) => statement));
  const returnsDiffer = returnOtherwise(before, after);
  const isNeeded = ({ id, statement, view }: ScriptPart): boolean => {
    if (view !== undefined) return replaced.views;
    if (!known.has(id)) return true;
    if (statement.startsWith('DO ')) return replaced.functions || replaced.views;
    return (replaced.views || returnsDiffer) && isRepeatable(statement);
  };
  return (
    after
      // What is there already is the extension's own.
      .filter((part) => isOther(part) && isNeeded(part) && !part.statement.startsWith('DO $strangers$'))
      .map(({ comment, statement }) => `${comment}${statement};`)
  );
}

/** Whether a function is dropped and created again, without the privileges on it. */
function returnOtherwise(before: readonly ScriptPart[], after: readonly ScriptPart[]): boolean {
  const known = new Map(before.map((part) => [part.id, part.function?.returns]));
  return after.some(({ id, function: made }) => made !== undefined && known.has(id) && known.get(id) !== made.returns);
}

function isRepeatable(statement: string): boolean {
  return /^(GRANT|REVOKE|DO) /.test(statement);
}

/** Two releases whose scripts differ in statements that no upgrade can run. */
export class UnknownWay extends Error {
  readonly statements: readonly string[];

  constructor(statements: readonly string[]) {
    super(`no upgrade is known for: ${statements.map((statement) => statement.split('\n', 1)[0]).join('; ')}`);
    this.name = 'UnknownWay';
    this.statements = statements;
  }
}
