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

/** What random transactions may do. */
export interface ScriptOptions {
  /** The schema of the extension. */
  readonly schema: string;
  /** How many transactions may follow one another. */
  readonly maxTransactions: number;
}

/** Random transactions over the tables, some of one table alone. */
export function scriptArbitrary(
  tables: readonly TableShape[],
  { schema, maxTransactions }: ScriptOptions,
): fc.Arbitrary<readonly RandomTransaction[]> {
  // What a write to one table does shows where it stands alone, what several do together where they meet.
  const focused = fc.constantFrom(...tables).chain((table) => transactionArbitrary([table], schema));
  const transaction = fc.oneof(transactionArbitrary(tables, schema), { weight: 2, arbitrary: focused });
  return fc.array(transaction, { minLength: 1, maxLength: maxTransactions, size: 'max' });
}

function transactionArbitrary(tables: readonly TableShape[], schema: string): fc.Arbitrary<RandomTransaction> {
  const statement = statementArbitrary(tables, schema);
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
  return fc.record({
    steps: fc.array(step, { minLength: 1, maxLength: 5 }),
    end: fc.oneof(
      { weight: 9, arbitrary: fc.constant('COMMIT' as const) },
      { weight: 1, arbitrary: fc.constant('ROLLBACK' as const) },
    ),
  });
}

/** The script as it can be pasted into psql; statements that fail there by a constraint are to be ignored. */
export function formatScript(script: readonly RandomTransaction[]): string {
  return script.map(({ steps, end }) => `BEGIN;\n${steps.map(formatStep).join('\n')}\n${end};`).join('\n');
}

function formatStep(step: RandomStep): string {
  if (step.kind === 'statement') return `${step.text};`;
  return `SAVEPOINT s;\n${step.statements.map((statement) => `${statement};`).join('\n')}\n${step.end} s;`;
}
