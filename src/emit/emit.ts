import { createHash } from 'node:crypto';
import type { Plan } from '../plan/types.ts';
import { quoteIdentifier, quoteLiteral } from '../sql/identifiers.ts';
import { enqueueModel } from './enqueue.ts';
import { inventoryModel } from './inventory.ts';
import { render } from './render.ts';
import { freeTag, inComment, pins } from './sql.ts';
import type { Target } from './targets.ts';
import { tviewModel } from './tview.ts';
import type { EmittedFile } from './types.ts';

/** A plan in, the install script out, and the control file where it is an extension's. */
export function emit(plan: Plan, target: Target = 'extension'): readonly EmittedFile[] {
  const { name, version, schema } = plan.extension;
  const script = { path: `${name}--${version}.sql`, text: render('install.sql.hbs', installModel(plan, target)) };
  if (target === 'sql') return [script];
  const control = render('control.hbs', {
    comment: inControlFile(describeExtension(plan)),
    version,
    schema: quoteIdentifier(schema),
  });
  return [{ path: `${name}.control`, text: control }, script];
}

/** What an extension does, in a line. */
export function describeExtension(plan: Plan): string {
  return `keeps ${tviewNames(plan)} right at every commit`;
}

/**
 * The value of a parameter in a control file, shortened, without its quotes: its letters are escaped as in settings files.
 *
 * https://www.postgresql.org/docs/current/config-setting.html
 */
function inControlFile(text: string): string {
  return [...text].slice(0, 200).join('').replaceAll('\\', '\\\\').replaceAll("'", "''");
}

function tviewNames({ tviews }: Plan): string {
  return inComment(tviews.map(({ tview }) => tview.name).join(', '));
}

/**
 * Errors that say nothing about a row, in PL/pgSQL's words: applications repeat the transaction after some of them, and
 * somebody has to look after the server after others.
 */
const passingErrors = ['transaction_rollback', 'lock_not_available', 'insufficient_resources', 'system_error'];

function installModel(plan: Plan, target: Target) {
  const { name, version, schema } = plan.extension;
  // Refreshing must not re-plan at every call, must not compile, and must fail rather than miss rows that a policy hides.
  const guards = ['SET row_security = off', 'SET plan_cache_mode = force_generic_plan', 'SET jit = off'];
  const tviews = plan.tviews.map((tview) => tviewModel(tview, plan));
  // Names can hold anything too.
  const texts = JSON.stringify(plan);
  return {
    extension: name,
    extensionText: name,
    version,
    schema: quoteIdentifier(schema),
    schemaText: quoteIdentifier(schema),
    tviewNames: tviewNames(plan),
    isExtension: target !== 'sql',
    from: undefined,
    pins: pins(plan.searchPath, plan.settings, guards),
    callerPins: pins(plan.searchPath, plan.settings),
    activatePins: pins(plan.searchPath, plan.settings, ['SET row_security = off']),
    searchPathTexts: plan.searchPath.map((name) => quoteLiteral(quoteIdentifier(name))).join(', '),
    activateTag: freeTag('activate', texts),
    selectTag: freeTag('definition', texts),
    passingErrors: passingErrors.join(' OR '),
    lockBase: lockBase(name),
    lockClasses: Math.max(
      0,
      ...plan.tviews.flatMap(({ locks }) => [...locks.classes.map(({ number }) => number), locks.keys?.number ?? 0]),
    ),
    quote: `$${freeTag('function', texts)}$`,
    tviews,
    inventory: inventoryModel(plan),
    sources: plan.sources.map((source) => enqueueModel(source, plan)),
  };
}

/**
 * What the numbers of an extension's lock classes start from, so that they meet neither those of another extension nor
 * the small numbers that applications lock: 2^16 classes for each of 2^15 names.
 */
function lockBase(extension: string): number {
  const digest = createHash('sha256').update(extension).digest();
  return (1 + (digest.readUInt16BE() % 0x7ffe)) * 0x10000;
}
