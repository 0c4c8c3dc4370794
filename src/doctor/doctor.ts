import { checkFiles } from './check-files.ts';
import { checkInstallation } from './check-installation.ts';
import { checkNode, checkServer } from './check-server.ts';
import { checkSettings } from './check-settings.ts';
import type { Check, ProjectFacts, ServerFacts } from './types.ts';

/** The version of Node that runs, and those that would do. */
interface ProgramFacts {
  readonly version: string;
  readonly wanted: string;
}

/** All checks, from what stands below to what stands upon it. */
export function examine(node: ProgramFacts, project: ProjectFacts, server: ServerFacts): readonly Check[] {
  return [
    checkNode(node.version, node.wanted),
    ...checkServer(server),
    ...checkInstallation(server),
    ...checkFiles(server, project),
    ...checkSettings(server),
  ];
}

/** A line for each check, and one for each hint. */
export function describeChecks(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ check }) => check.length));
  return checks
    .flatMap(({ check, verdict, message, hint }) => [
      `${verdict.padEnd('warning'.length)}  ${check.padEnd(width)}  ${message}`,
      ...(hint === undefined ? [] : [`${' '.repeat('warning'.length + width + 4)}${hint}`]),
    ])
    .join('\n');
}
