import { grantHealthCheck } from '../inspect/health.ts';
import { quoteIdentifier } from '../sql/identifiers.ts';
import type { Check, ServerFacts } from './types.ts';

/** What is installed, and what the role may do. */
export function checkInstallation(facts: ServerFacts): readonly Check[] {
  return [checkExtension(facts), checkRole(facts)];
}

function checkExtension({ installed, schema, database }: ServerFacts): Check {
  const check = 'extension';
  if (installed === null) {
    const message = `schema ${schema} of database ${database} holds no extension of tviews`;
    return {
      check,
      verdict: 'warning',
      message,
      hint: 'run tviews deploy, or give its schema with --extension-schema',
    };
  }
  const { extension, version, state, isExtension } = installed;
  const message = `${extension} ${version}${isExtension ? '' : ', by migrations'}: ${state}`;
  if (state === 'active') return { check, verdict: 'ok', message };
  const hint = 'tviews status says what is wrong, and what to do';
  return { check, verdict: 'error', message, hint };
}

function checkRole({ installed, role, database, schema, mayCreate }: ServerFacts): Check {
  const check = 'role';
  if (installed === null) {
    if (mayCreate) return { check, verdict: 'ok', message: `${role} may install extensions in ${database}` };
    const message = `${role} may not install extensions in ${database}`;
    return {
      check,
      verdict: 'error',
      message,
      hint: `GRANT CREATE ON DATABASE ${quoteIdentifier(database)} TO ${quoteIdentifier(role)}`,
    };
  }
  if (installed.isOwner) return { check, verdict: 'ok', message: `${role} may deploy, verify and repair` };
  if (installed.mayAskHealth) return { check, verdict: 'ok', message: `${role} may look, but not deploy` };
  return {
    check,
    verdict: 'warning',
    message: `${role} may neither deploy nor ask health_check()`,
    hint: grantHealthCheck(schema, role),
  };
}
