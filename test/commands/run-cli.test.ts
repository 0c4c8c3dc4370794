import { describe, expect, it } from 'vitest';
import { envelopeSchema } from '../../src/commands/envelope.ts';
import { createProject } from './harness.ts';

describe('the command line', () => {
  it('prints help and version on stdout', async () => {
    const { run } = createProject();
    const help = await run(['--help']);
    expect(help).toMatchObject({ exitCode: 0, stderr: '' });
    expect(help.stdout).toContain('Usage: tviews');
    expect(await run(['--version'])).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect((await run(['build', '--help'])).stdout).toContain('--no-color');
  });

  it('prints help on stderr when there is nothing to do', async () => {
    const { exitCode, stdout, stderr } = await createProject().run([]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('Usage: tviews');
  });

  it.each([
    [['bild'], "error: unknown command 'bild'\n(Did you mean build?)\n"],
    [['build', '--definition', 'x'], "error: unknown option '--definition'\n(Did you mean --definitions?)\n"],
    [['build', '--out'], "error: option '--out <folder>' argument missing\n"],
    [['build', 'x'], "error: too many arguments for 'build'. Expected 0 arguments but got 1.\n"],
    [
      ['build', '--format', 'xml'],
      "error: option '--format <format>' argument 'xml' is invalid. Allowed choices are pretty, json, github, unix.\n",
    ],
  ])('cannot run %j', async (argv, stderr) => {
    expect(await createProject().run(argv)).toEqual({ exitCode: 2, stdout: '', stderr });
  });

  it('puts usage errors into the object of --json', async () => {
    const { exitCode, stdout, stderr } = await createProject().run(['build', '--json', '--outt', 'x']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
    expect(envelopeSchema.parse(JSON.parse(stdout))).toMatchObject({
      ok: false,
      command: 'build',
      diagnostics: [{ code: 'invalid-usage', message: "error: unknown option '--outt'\n(Did you mean --out?)" }],
      result: null,
    });
  });

  it('takes global flags before and after the verb', async () => {
    const { run } = createProject();
    const before = await run(['--json', 'explain', 'unknown-column']);
    const after = await run(['explain', 'unknown-column', '--json']);
    expect(before).toEqual(after);
    expect(envelopeSchema.parse(JSON.parse(after.stdout))).toMatchObject({ ok: true, command: 'explain' });
  });
});

describe('explain', () => {
  it('prints the sentence behind a code', async () => {
    const run = await createProject().run(['explain', 'unknown-column']);
    expect(run).toEqual({ exitCode: 0, stdout: 'A column does not exist.\n', stderr: '' });
  });

  it('suggests a code that exists', async () => {
    const { exitCode, stderr } = await createProject().run(['explain', 'unknown-colum']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('help: did you mean "unknown-column"?');
  });
});
