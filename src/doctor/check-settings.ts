import { closest, distance } from 'fastest-levenshtein';
import type { Check, CustomSetting, KnownSetting, ServerFacts } from './types.ts';

/** The settings that change how TVIEWs follow. */
export function checkSettings(facts: ServerFacts): readonly Check[] {
  return [checkIsolation(facts), checkReplicationRole(facts), ...checkCustomSettings(facts)];
}

function checkIsolation({ isolation }: ServerFacts): Check {
  const check = 'isolation';
  const message = `default_transaction_isolation is ${isolation}`;
  if (isolation === 'read committed') return { check, verdict: 'ok', message };
  return {
    check,
    verdict: 'warning',
    message: `${message}: writes that matter to rows which others have changed meanwhile fail with SQLSTATE 40001 at commit`,
    hint: 'repeat such transactions, or use read committed, which TVIEWs are right at',
  };
}

function checkReplicationRole({ replicationRole }: ServerFacts): Check {
  const check = 'triggers';
  if (replicationRole !== 'replica')
    return { check, verdict: 'ok', message: `session_replication_role is ${replicationRole}` };
  const message = 'session_replication_role is replica: writes of this role fire no triggers, and TVIEWs do not follow';
  return {
    check,
    verdict: 'error',
    message,
    hint: 'ALTER ROLE … RESET session_replication_role, then tviews verify --repair',
  };
}

function checkCustomSettings({ settings, knownSettings }: ServerFacts): readonly Check[] {
  const wrong = settings.flatMap((setting) => checkCustomSetting(setting, knownSettings));
  if (wrong.length > 0) return wrong;
  const names = [...new Set(settings.map(({ name }) => name))];
  const message =
    names.length === 0 ? 'no setting of tviews is set for a role or database' : `set: ${names.join(', ')}`;
  return [{ check: 'settings', verdict: 'ok', message }];
}

function checkCustomSetting({ place, name, value }: CustomSetting, known: readonly KnownSetting[]): readonly Check[] {
  const where = place === '' ? 'every role and database' : place;
  const setting = known.find((each) => each.name === name);
  if (setting === undefined) {
    const like = closestName(
      name,
      known.map((each) => each.name),
    );
    const message = `${name} is set for ${where}, but nothing that is installed reads it`;
    const hint = like === undefined ? 'reset it, or deploy the version that reads it' : `did you mean ${like}?`;
    return [{ check: 'settings', verdict: 'warning', message, hint }];
  }
  if (new RegExp(setting.pattern).test(value.toLowerCase())) return [];
  const message = `${name} is “${value}” for ${where}`;
  return [{ check: 'settings', verdict: 'error', message, hint: `it must be ${setting.words}` }];
}

function closestName(name: string, names: readonly string[]): string | undefined {
  return names.find((each) => each === closest(name, [...names]) && distance(each, name) <= 3);
}
