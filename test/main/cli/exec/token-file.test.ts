import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTokenFile, sweepTokenFiles } from '../../../../main/cli/exec/token-file';
import { makeTokenAnswer } from '../../../support/make-token-answer';
import { temporaryFolder } from '../../../support/temporary-folder';

/** The number of a process that has ended. */
function endedPid(): number {
  return spawnSync('true').pid;
}

describe('the file of a token', () => {
  it('contains only the token, is private, and is replaced and removed', async () => {
    const folder = join(await temporaryFolder(), 'run/exec');
    const file = await openTokenFile(folder);
    await file.write(makeTokenAnswer());
    await file.write(makeTokenAnswer({ generation: 2 }));
    expect(await readFile(file.path, 'utf8')).toBe('access.token.2');
    expect([(await stat(file.path)).mode & 0o777, (await stat(folder)).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(await readdir(folder)).toHaveLength(1);
    await file.remove();
    await file.remove();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is refused a folder that others can write to', async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0o777);
    await expect(openTokenFile(folder)).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
  });
});

describe('what killed runs have left', () => {
  it('is removed, and nothing else, not even a folder that a program has put in the place of its file', async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0o700);
    const own = await openTokenFile(folder);
    await own.write(makeTokenAnswer());
    const [, , start] = basename(own.path).split('-');
    const gone = endedPid();
    const left = [
      `token-${gone}-1`,
      `.token-${gone}-1.${gone}-0123456789ab.tmp`,
      `token-${process.pid}-${Number(start) - 1}`,
    ];
    const folders = [`token-${gone}-2`, `token-${gone}-3`];
    for (const name of folders) await mkdir(join(folder, name));
    const kept = ['token', 'notes.txt', `token-${gone}`, 'token-x-1'];
    for (const name of [...left, ...kept]) await writeFile(join(folder, name), '');
    await sweepTokenFiles(folder);
    expect(new Set(await readdir(folder))).toEqual(new Set([...kept, ...folders, basename(own.path)]));
  });
});
