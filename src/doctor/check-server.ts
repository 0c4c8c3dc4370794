import semver from 'semver';
import { oldestServer } from '../catalog/read-catalog.ts';
import type { Check, ServerFacts } from './types.ts';

/** The Node that runs this. */
export function checkNode(version: string, wanted: string): Check {
  if (semver.satisfies(version, wanted)) return { check: 'node', verdict: 'ok', message: `Node ${version}` };
  const hint = 'install a newer one from nodejs.org, or with a version manager';
  return { check: 'node', verdict: 'error', message: `Node ${version}, but tviews needs ${wanted}`, hint };
}

/** The server, and the way to it. */
export function checkServer(facts: ServerFacts): readonly Check[] {
  return [checkVersion(facts), checkStandby(facts), checkConnection(facts), checkLocks(facts)];
}

function checkVersion({ version, versionNumber }: ServerFacts): Check {
  const check = 'server';
  if (versionNumber >= oldestServer * 10_000) return { check, verdict: 'ok', message: `PostgreSQL ${version}` };
  const message = `PostgreSQL ${version}, but tviews needs ${oldestServer} or newer`;
  return { check, verdict: 'error', message, hint: 'upgrade the server (pg_upgrade, or dump and restore)' };
}

function checkStandby({ isStandby }: ServerFacts): Check {
  const check = 'standby';
  if (!isStandby) return { check, verdict: 'ok', message: 'the server accepts writes' };
  return {
    check,
    verdict: 'warning',
    message: 'the server is a standby: TVIEWs can be read here, and come with the changes of the primary',
    hint: 'connect to the primary to deploy or repair',
  };
}

/** A pooler gives each client a process number of its own making. */
function checkConnection({ announcedProcess, process }: ServerFacts): Check {
  const check = 'connection';
  if (announcedProcess === null || announcedProcess === process)
    return { check, verdict: 'ok', message: 'no pooler in between' };
  return {
    check,
    verdict: 'warning',
    message:
      'a pooler is in between: writes are fine with it, but a deploy could lose its lock from one transaction to the next',
    hint: 'connect tviews deploy directly to the server',
  };
}

/** The default of PostgreSQL, which is also that of a drain: more keys than that, and it locks the whole TVIEW. */
const defaultLocks = 64;

function checkLocks({ locksPerTransaction }: ServerFacts): Check {
  const check = 'locks';
  const message = `max_locks_per_transaction is ${locksPerTransaction}`;
  if (locksPerTransaction >= defaultLocks) return { check, verdict: 'ok', message };
  return {
    check,
    verdict: 'warning',
    message: `${message}: a transaction that affects more rows of TVIEWs than that holds up others that write the same TVIEW`,
    hint: `set it to ${defaultLocks} or more in postgresql.conf, and restart`,
  };
}
