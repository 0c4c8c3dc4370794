import type { Check, ProjectFacts, ServerFacts } from './types.ts';

/** The files on the server beside those of the project, and pg_tle, which keeps such files in the database. */
export function checkFiles(facts: ServerFacts, project: ProjectFacts): readonly Check[] {
  return [checkFilesOnServer(facts, project), checkTle(facts, project)];
}

function checkFilesOnServer(facts: ServerFacts, project: ProjectFacts): Check {
  const check = 'files';
  const { installed, available, directory } = facts;
  if (project.target === 'sql' || installed?.isExtension === false)
    return { check, verdict: 'ok', message: 'migrations need no files on the server' };
  if (installed !== null && !available.includes(installed.version)) {
    const message = `the server has no files for ${installed.extension} ${installed.version}, which is installed`;
    return {
      check,
      verdict: 'error',
      message: `${message}: a dump of it cannot be restored here`,
      hint: putThere(facts),
    };
  }
  const changed = changedScripts(facts, project);
  if (changed.length > 0) {
    const message = `on the server ${changed.join(', ')} ${changed.length === 1 ? 'is' : 'are'} not as in ${project.folder}`;
    return { check, verdict: 'error', message, hint: putThere(facts) };
  }
  const isOwn = installed === null || installed.extension === project.extension;
  const missing = isOwn ? project.releases.filter((version) => !available.includes(version)) : [];
  if (missing.length > 0) {
    const message = `the server has no files for ${project.extension} ${missing.join(', ')}`;
    return { check, verdict: 'warning', message, hint: putThere(facts) };
  }
  const where = directory === null ? '' : ` in ${directory}`;
  const has = available.length === 0 ? 'none, and nothing is built here' : available.join(', ');
  return { check, verdict: 'ok', message: `the server has files${where}: ${has}` };
}

/** Those that the server has, but otherwise than they were built. */
function changedScripts({ scripts }: ServerFacts, project: ProjectFacts): readonly string[] {
  const onServer = new Map(scripts?.map(({ path, digest }) => [path, digest]));
  return project.scripts.flatMap(({ path, digest }) => {
    const there = onServer.get(path) ?? null;
    return there === null || there === digest ? [] : [path];
  });
}

function putThere({ directory }: ServerFacts): string {
  const folder = directory ?? '$(pg_config --sharedir)/extension';
  return `run tviews install on the server’s host, or copy the control file and the scripts to ${folder} there`;
}

function checkTle({ pgTle }: ServerFacts, { target }: ProjectFacts): Check {
  const check = 'pg_tle';
  const isWanted = target === 'pg_tle';
  if (pgTle.installed !== null) return { check, verdict: 'ok', message: `pg_tle ${pgTle.installed}` };
  if (!isWanted) return { check, verdict: 'ok', message: 'not there, and not needed' };
  if (!pgTle.isAvailable || pgTle.isLoaded === false) {
    const message = 'the target is pg_tle, which the server has not loaded';
    return { check, verdict: 'error', message, hint: 'add pg_tle to shared_preload_libraries, and restart' };
  }
  const message = 'the target is pg_tle, which this database does not have';
  return { check, verdict: 'error', message, hint: 'CREATE EXTENSION pg_tle' };
}
