import { Option } from 'commander';
import { findingFormats } from '../diagnostics/render/render.ts';

/** The flag that says in which form findings are printed, the same for all verbs that have it. */
export function formatOption(): Option {
  const description = 'form of the findings (default: pretty; github in GitHub Actions)';
  return new Option('--format <format>', description).choices(findingFormats);
}
