import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { smallProject } from '../support/small-project';

const sandbox = process.getuid?.() === 0 ? '--no-sandbox ' : '';
const onADesktop = { DISPLAY: ':99' };

describe('npm start on a desktop', () => {
  it('builds, starts the application with its arguments, and ends with its code', async () => {
    const { root, run, read } = await smallProject();
    const { code, stdout, stderr } = await run('start', ['--demo', '--hidden'], onADesktop);
    expect([code, stderr]).toEqual([5, '']);
    expect(stdout).toMatch(/^- build \.\.\. [\d.]+ (bytes|kB), \d+\.\d s\n/);
    expect(stdout.split('\n')[1]).toBe(`started with ${sandbox}${root} --demo --hidden`);
    expect(await read('dist/main.cjs')).toContain('hello');
  });

  it('passes on that it is to end, and waits for it', async () => {
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

  it('builds and starts nothing when the set-up fails', async () => {
    const { root, run } = await smallProject();
    const outcome = await run('start', [], { ...onADesktop, ELECTRON_OVERRIDE_DIST_PATH: join(root, 'main') });
    expect(outcome).toMatchObject({ code: 1, stdout: '' });
    expect(outcome.stderr).toMatch(/^\nELECTRON_OVERRIDE_DIST_PATH is .*\nNext: .*\n$/);
    await expect(access(join(root, 'dist'))).rejects.toThrow('ENOENT');
  });
});
