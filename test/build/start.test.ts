import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { smallProject } from '../support/small-project';

const isRoot = process.getuid?.() === 0;
const sandbox = isRoot ? '--no-sandbox ' : '';
const NOTE = isRoot ? ["You are root: the browser engine's sandbox is off, because root cannot have it."] : [];
const onADesktop = { DISPLAY: ':99' };

describe('npm start on a desktop', () => {
  it('builds, starts the application with its arguments, and ends with its code', async () => {
    const { root, run, read } = await smallProject();
    const { code, stdout, stderr } = await run('start', ['--demo', '--hidden'], onADesktop);
    expect([code, stderr]).toEqual([5, '']);
    expect(stdout).toMatch(/^- build \.\.\. [\d.]+ (bytes|kB), \d+\.\d s\n/);
    expect(stdout.split('\n').slice(1)).toEqual([...NOTE, `started with ${sandbox}${root} --demo --hidden`, '']);
    expect(await read('dist/main.cjs')).toContain('hello');
  });

  it('passes on the request to end, and waits for it', async () => {
    const { root, env, electronDir } = await smallProject();
    const program = "process.on('SIGTERM', () => process.exit(6)); console.log('up'); setInterval(() => {}, 1000);";
    await writeFile(join(electronDir, 'electron'), `#!${process.execPath}\n${program}`);
    const child = spawn(process.execPath, [join(root, 'build/start.mjs')], {
      env: { ...env, ...onADesktop },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    for await (const line of createInterface({ input: child.stdout })) if (line === 'up') break;
    child.kill('SIGTERM');
    expect(await ended).toEqual([6, null]);
  });

  it.each([
    [
      'a signal',
      "process.kill(process.pid, 'SIGTRAP');",
      'The application was ended by the signal SIGTRAP.\nNext: if you',
    ],
    [
      'the sandbox that it may not have',
      "console.error('[1:0101/1.2:FATAL:zygote_host_impl_linux.cc(117)] No usable sandbox! Update'); process.kill(process.pid, 'SIGTRAP');",
      'Next: let the helper that comes with Electron make the sandbox, then run the command again:\n  sudo chown root:root ',
    ],
  ])('says that it was ended by %s, and ends with code 1', async (_what, program, words) => {
    const { run, write, electronDir } = await smallProject();
    await write('electron/electron', `#!${process.execPath}\n${program} setInterval(() => {}, 1000);`);
    const { code, stderr } = await run('start', [], onADesktop);
    expect(code).toBe(1);
    expect(stderr).toContain(words);
    expect(stderr.includes(`sudo chmod 4755 ${electronDir}/chrome-sandbox`)).toBe(words.includes('chown'));
  });

  it('twice at once works for both, and both start the same complete build', async () => {
    const { run, write, read } = await smallProject();
    await write(
      'electron/electron',
      `#!${process.execPath}\nprocess.exitCode = require('node:fs').readFileSync(process.argv.at(-1) + '/dist/main.cjs', 'utf8').includes('hello') ? 0 : 9;`,
    );
    const outcomes = await Promise.all([1, 2, 3].map(() => run('start', [], onADesktop)));
    expect(outcomes.map(({ code, stderr }) => [code, stderr])).toEqual([1, 2, 3].map(() => [0, '']));
    expect(await read('dist/renderer/index.html')).toContain('small');
  });

  it('builds and starts nothing when the set-up fails', async () => {
    const { root, run } = await smallProject();
    const outcome = await run('start', [], { ...onADesktop, ELECTRON_OVERRIDE_DIST_PATH: join(root, 'main') });
    expect(outcome).toMatchObject({ code: 1, stdout: '' });
    expect(outcome.stderr).toMatch(/^\nELECTRON_OVERRIDE_DIST_PATH is .*\nNext: .*\n$/);
    await expect(access(join(root, 'dist'))).rejects.toThrow('ENOENT');
  });
});
