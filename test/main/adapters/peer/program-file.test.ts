import { chmod, mkdir, open, realpath, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createLookAtProgram } from '../../../../main/adapters/peer/program-file';
import { temporaryFolder } from '../../../support/temporary-folder';

const ELF = Buffer.from('7f454c46020101', 'hex');

async function setUp() {
  const folder = await realpath(await temporaryFolder());
  const put = async (name: string, content: string | Buffer): Promise<string> => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  await put('python3.11', ELF);
  await symlink('python3.11', join(folder, 'python3'));
  return { folder, put, look: createLookAtProgram(`relative:/nowhere-at-all:${folder}`) };
}

it('a program is where its link leads', async () => {
  const { folder, put, look } = await setUp();
  const path = await put('bot', ELF);
  await symlink('bot', join(folder, 'link'));
  expect(await look(join(folder, 'link'))).toEqual({
    kind: 'program',
    path,
    fileId: expect.stringMatching(/^\d+:\d+$/) as unknown,
  });
});

it('an interpreter, and what only starts another program, is a runner', async () => {
  const { folder, put, look } = await setUp();
  expect(await look(join(folder, 'python3'))).toEqual({ kind: 'runner', path: join(folder, 'python3.11') });
  expect(await look(await put('env', ELF))).toMatchObject({ kind: 'runner' });
});

it('a script is run by the program in its first line', async () => {
  const { folder, put, look } = await setUp();
  const runsAs = async (name: string, line: string) => {
    const path = await put(name, `${line}\nprint(1)\n`);
    const found = await look(path);
    expect(found).toMatchObject({ kind: 'script', path });
    return found.kind === 'script' ? found.runsAs?.replace(path, 'SCRIPT') : found;
  };
  const python = `${join(folder, 'python3.11')} SCRIPT`;
  expect(await runsAs('a.py', `#!${join(folder, 'python3')} -u`)).toBe(python);
  expect(await runsAs('b.py', '#!/usr/bin/env python3')).toBe(python);
  expect(await runsAs('c.py', '#!/usr/bin/env -S python3 -u')).toBe(python);
  expect(await runsAs('d.py', '#!/usr/bin/env of-nobody')).toBeUndefined();
  expect(await runsAs('e.py', 'import os')).toBeUndefined();
});

it('a folder and a missing file are none; a file that may not be read or is too large is a program', async () => {
  const { folder, put, look } = await setUp();
  await mkdir(join(folder, 'folder'));
  expect([await look(join(folder, 'folder')), await look(join(folder, 'gone'))]).toEqual([
    { kind: 'none' },
    { kind: 'none' },
  ]);
  expect(await look(await put('large', Buffer.alloc(1024 * 1024 + 1)))).toMatchObject({ kind: 'program' });
  const hidden = await put('hidden', 'x');
  await chmod(hidden, 0o111);
  if (process.getuid?.() !== 0) expect(await look(hidden)).toMatchObject({ kind: 'program' });
});

it('a path that means another file in each process is none', async () => {
  const { put, look } = await setUp();
  const file = await open(await put('bot', ELF));
  onTestFinished(() => file.close());
  for (const path of [`/dev/fd/${file.fd}`, `/proc/self/fd/${file.fd}`]) {
    expect(await look(path)).toEqual({ kind: 'none' });
  }
});
