import fc from 'fast-check';
import { statementArbitrary } from './random-statements.ts';
import type { TableShape } from './table-shapes.ts';

/** A statement, or statements behind a savepoint that is rolled back to or released. */
export type RandomStep =
  | { readonly kind: 'statement'; readonly text: string }
  | { readonly kind: 'savepoint'; readonly statements: readonly string[]; readonly end: 'ROLLBACK TO' | 'RELEASE' };

/** A transaction of random steps. */
export interface RandomTransaction {
  readonly steps: readonly RandomStep[];
  readonly end: 'COMMIT' | 'ROLLBACK';
}

/** Random transactions over the tables; they shrink to few transactions of few statements, without savepoints. */
export function scriptArbitrary(tables: readonly TableShape[]): fc.Arbitrary<readonly RandomTransaction[]> {
  const statement = statementArbitrary(tables);
  const step: fc.Arbitrary<RandomStep> = fc.oneof(
    { weight: 6, arbitrary: statement.map((text) => ({ kind: 'statement' as const, text })) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('savepoint' as const),
        statements: fc.array(statement, { minLength: 1, maxLength: 3 }),
        end: fc.constantFrom('RELEASE' as const, 'ROLLBACK TO' as const),
      }),
    },
  );
  const transaction = fc.record({
    steps: fc.array(step, { minLength: 1, maxLength: 5 }),
    end: fc.oneof(
      { weight: 9, arbitrary: fc.constant('COMMIT' as const) },
      { weight: 1, arbitrary: fc.constant('ROLLBACK' as const) },
    ),
  });
  return fc.array(transaction, { minLength: 1, maxLength: 6 });
}

/** The script as it can be pasted into psql; statements that fail there by a constraint are to be ignored. */
export function formatScript(script: readonly RandomTransaction[]): string {
  return script.map(({ steps, end }) => `BEGIN;\n${steps.map(formatStep).join('\n')}\n${end};`).join('\n');
}

function formatStep(step: RandomStep): string {
  if (step.kind === 'statement') return `${step.text};`;
  return `SAVEPOINT s;\n${step.statements.map((statement) => `${statement};`).join('\n')}\n${step.end} s;`;
}
