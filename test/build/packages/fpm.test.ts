import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { hasProgram } from '../../../build/system-packages.mjs';
import { runNode } from '../../support/processes/run-node';
import { temporaryFolder } from '../../support/temporary-folder';

const FPM = join(import.meta.dirname, '../../../build/packages/fpm.mjs');
const run = promisify(execFile);

describe('the replacement of fpm', () => {
  it('makes a deb with the real dpkg-deb', async (context) => {
    if (!(await hasProgram('dpkg-deb'))) context.skip('dpkg-deb is not installed');
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'app/resources'), { recursive: true });
    await writeFile(join(folder, 'app/chrome-sandbox'), 'helper');
    await writeFile(join(folder, 'out.sh'), '#!/bin/sh\necho removed\n');
    const deb = join(folder, 'x.deb');
    const args = [
      ...[
        '-s',
        'dir',
        '-t',
        'deb',
        '-d',
        'libnss3',
        '--architecture',
        'amd64',
        '--after-remove',
        join(folder, 'out.sh'),
      ],
      ...['--description', 'In one line\n In more words', '--version', '1.2.3', '--package', deb, '--name', 'x'],
      ...['--maintainer', 'M <m@x.invalid>', '--license', 'MIT', `${folder}/app/=/opt/x`],
    ];
    const { code, stderr } = await runNode([FPM, ...args], { env: { PATH: process.env['PATH'] } });
    expect([code, stderr]).toEqual([0, '']);
    const { stdout } = await run('dpkg-deb', ['--contents', deb]);
    const files = stdout.split('\n').map((line) => line.replace(/ +\d+ \d{4}-\d\d-\d\d \d\d:\d\d /, ' '));
    expect(files).toEqual(
      expect.arrayContaining([
        '-rwsr-xr-x root/root ./opt/x/chrome-sandbox',
        'lrwxrwxrwx root/root ./usr/bin/x -> /opt/x/x',
      ]),
    );
    expect((await run('dpkg-deb', ['--info', deb, 'postrm'])).stdout).toContain('echo removed');
    expect((await run('dpkg-deb', ['--info', deb, 'md5sums'])).stdout).toMatch(
      /^[0-9a-f]{32} {2}opt\/x\/chrome-sandbox$/m,
    );
  });

  it('says what is missing, and leaves nothing behind', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'app/resources'), { recursive: true });
    await mkdir(join(folder, 'tmp'));
    await writeFile(join(folder, 'out.sh'), '');
    const args = ['-t', 'deb', '--after-remove', join(folder, 'out.sh'), '--name', 'x', `${folder}/app/=/opt/x`];
    const { code, stderr } = await runNode([FPM, ...args], { env: { PATH: folder, TMPDIR: join(folder, 'tmp') } });
    expect([code, stderr]).toEqual([1, 'axiom-fpm: dpkg-deb could not be started: spawn dpkg-deb ENOENT\n']);
    expect(await readdir(join(folder, 'tmp'))).toEqual([]);
  });

  it('refuses what it does not know, in a line of its own', async () => {
    const { code, stderr } = await runNode([FPM, '-t', 'snap']);
    expect([code, stderr]).toEqual([1, 'axiom-fpm: Error: Packages of the kind "snap" are not made here.\n']);
  });
});
