import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chmod, cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder';

const BUILD = join(import.meta.dirname, '../../build');

/** The script, started with a stand-in for the application; its output comes line by line. */
async function started(application: string, args: readonly string[] = ['--demo']) {
  const root = await temporaryFolder();
  await cp(join(BUILD, 'icons'), join(root, 'dist/icons'), { recursive: true });
  const executable = join(root, 'electron');
  await writeFile(executable, `#!${process.execPath}\n${application}`);
  await chmod(executable, 0o755);
  // It exits by itself: otherwise the wait for a tray would keep the process for the rest of its 30 s.
  const script = join(root, 'script.mjs');
  await writeFile(
    script,
    `import { startOnVirtualDesktop } from ${JSON.stringify(join(BUILD, 'start-on-virtual-desktop.mjs'))};
     process.exit(await startOnVirtualDesktop(${JSON.stringify({ root, executable, args })}));`,
  );
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'pipe'] });
  const stderr = text(child.stderr);
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  const lines: string[] = [];
  const reading = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (line === 'app      up') child.kill('SIGINT');
    }
  })();
  const [code] = (await ended) as [number | null];
  await reading;
  return { root, code, lines, stderr: await stderr };
}

const FIRST =
  'No display here: starting a virtual desktop with its own keyring. Nothing in it is kept. Ctrl-C ends it.';
const LAST = 'The virtual desktop is gone.';

describe('npm start without a display', () => {
  it('shows what the application says, without the noise of Chromium, and ends with its code', async () => {
    const { root, code, lines } = await started(`
      console.log(JSON.stringify({ args: process.argv.slice(2), display: process.env.DISPLAY }));
      console.error('[12345:0101/123456.789:ERROR:bus.cc(399)] Failed to connect to the bus');
      console.error('trouble');
      process.exitCode = 3;`);
    expect([lines[0], lines.at(-1), code]).toEqual([FIRST, LAST, 3]);
    expect(lines).toContain('app      trouble');
    expect(lines).toContain('The application ended with exit code 3.');
    expect(lines.join('\n')).not.toContain('Failed to connect');
    const said = JSON.parse(String(lines.find((line) => line.startsWith('app      {'))?.slice(9))) as {
      args: string[];
      display: string;
    };
    const [folder, userData = '', state, ...rest] = said.args.filter((argument) => argument !== '--no-sandbox');
    expect([folder, rest]).toEqual([root, ['--demo']]);
    expect(said.display).toMatch(/^:\d+$/);
    // Nothing is kept.
    expect(state).toBe(userData.replace('--user-data-dir=', '--state-directory=').replace(/user-data$/, 'state'));
    expect(userData).toMatch(/^--user-data-dir=\/.*\/user-data$/);
    await expect(access(join(userData.slice('--user-data-dir='.length), '..'))).rejects.toThrow('ENOENT');
  });

  it('leaves the folders to those that are given', async () => {
    const given = ['--user-data-dir=/data', '--state-directory=/state'];
    const { lines } = await started('console.log(JSON.stringify(process.argv.slice(2)));', given);
    const args = JSON.parse(String(lines.find((line) => line.startsWith('app      ['))?.slice(9))) as string[];
    expect(args.filter((arg) => /dir/.test(arg))).toEqual(given);
  });

  it('shows the last output of Chromium, and what helps when it may not use its sandbox', async () => {
    const { code, lines, stderr } = await started(`
      console.error('[1:0101/1.2:FATAL:zygote_host_impl_linux.cc(117)] No usable sandbox! Update your kernel');
      process.kill(process.pid, 'SIGTRAP');`);
    expect(code).toBe(1);
    expect(lines.join('\n')).toContain('No usable sandbox!');
    expect(lines.at(-1)).toBe(LAST);
    expect(stderr).toContain('This system denies ordinary users the namespaces');
  });

  it('ends everything on Ctrl-C, and counts that as success', async () => {
    const { code, lines } = await started("console.log('up'); setInterval(() => {}, 1000);");
    expect([lines[0], lines.at(-1), code]).toEqual([FIRST, LAST, 0]);
    expect(lines.join('\n')).not.toContain('exit code');
  });
});
