#!/usr/bin/env node
import { exitCodes, runCli } from './commands/run-cli.ts';

const interruptions = new Set<() => Promise<void>>();

// Files are written synchronously, so that an interruption falls before or after them and never between. What lies on a
// server is removed first; a second Ctrl-C does not wait for it.
process.once('SIGINT', async () => {
  await Promise.allSettled([...interruptions].map((cleanUp) => cleanUp()));
  process.exit(exitCodes.interrupted);
});

// `tviews … | head` closes the pipe early: that is the reader's right, not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCli(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  interruptions,
});
