import { expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { summarize } from '../../src/diagnostics/summary.ts';

const error: Diagnostic = { code: 'syntax-error', severity: 'error', message: '' };
const warning: Diagnostic = { code: 'missing-index', severity: 'warning', message: '' };

it.each([
  [[error, error, warning], 3, '2 errors, 1 warning in 3 definitions'],
  [[warning, warning], 1, '2 warnings in 1 definition'],
  [[error], 0, '1 error in 0 definitions'],
  [[], 2, 'no findings in 2 definitions'],
])('counts %j in %i', (diagnostics, definitions, expected) => {
  expect(summarize(diagnostics, definitions)).toBe(expected);
});
