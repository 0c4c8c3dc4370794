import type { Report } from '../diagnostics/diagnostic.ts';
import type { Declaration } from './declaration.ts';
import { identifierValue } from './identifier.ts';

/** PostgreSQL cuts identifiers to NAMEDATALEN - 1 bytes. */
const longestName = 63;

/** Reports a name that is not `tv_<entity>`, or that PostgreSQL would cut. */
export function reportInvalidName({ name, nameSpan, writtenName }: Declaration, report: Report): void {
  const rule = 'The backing view of tv_<entity> is v_<entity>; both are found by these names.';
  if (!name.startsWith('tv_') || name === 'tv_') {
    const entity = name.replace(/^(?:tv|tb|mv|v|t)(?:_|$)/i, '') || 'post';
    report.add({
      code: 'invalid-name',
      severity: 'error',
      message: `“${name}” is not the name of a TVIEW, which is tv_<entity>`,
      span: nameSpan,
      why: rule,
      help: `call it tv_${entity}`,
    });
    return;
  }
  const written = identifierValue(writtenName) ?? writtenName;
  if (Buffer.byteLength(written) > longestName) {
    report.add({
      code: 'invalid-name',
      severity: 'error',
      message: `“${written}” is longer than ${longestName} bytes`,
      span: nameSpan,
      why: `PostgreSQL would cut it to “${name}”.`,
      help: 'choose a shorter name',
    });
  }
}
