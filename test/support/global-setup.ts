import type { TestProject } from 'vitest/node';
import { type StartedServer, startTestServers, type TestServer } from './server-chain.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly testServers: readonly TestServer[];
  }
}

/**
 * Starts one server a major for the whole run, and gives back what stops them.
 *
 * Without a server the tests that need one are skipped, loudly; on CI that would hide a broken machine, so there it is
 * a failure.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const log = (line: string) => project.vitest.logger.log(line);
  let started: StartedServer[] = [];
  try {
    started = await startTestServers(process.env, log);
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    project.vitest.logger.error(`Tests that need a server are skipped: ${error}`);
  }
  project.provide(
    'testServers',
    started.map(({ server }) => server),
  );
  return async () => {
    await Promise.all(started.map((each) => each.stop()));
  };
}
