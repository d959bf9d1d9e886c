// The socket's folder belongs to its owner alone, or is refused with a message and left unchanged.
import { chmod, chown, mkdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareSocketFolder } from '../../../../main/adapters/handout/socket-folder';
import { temporaryFolder } from '../../../support/temporary-folder';

const modeOf = async (path: string) => (await stat(path)).mode & 0o7777;

describe('a folder', () => {
  it('that is missing is made, with those above it', async () => {
    const folder = join(await temporaryFolder(), 'a/b');
    await prepareSocketFolder(folder);
    expect(await modeOf(folder)).toBe(0o700);
  });

  it.each([0o755, 0o750, 0o500, 0o700])('of mode %o is closed', async (mode) => {
    const folder = await temporaryFolder();
    await chmod(folder, mode);
    await prepareSocketFolder(folder);
    expect(await modeOf(folder)).toBe(0o700);
  });
});

describe('refused', () => {
  it.each([0o770, 0o702, 0o1777])('of mode %o', async (mode) => {
    const folder = await temporaryFolder();
    await chmod(folder, mode);
    const refusal = { code: 'BROKER_UNAVAILABLE', message: expect.stringContaining('other users can write') };
    await expect(prepareSocketFolder(folder)).rejects.toMatchObject(refusal);
    expect(await modeOf(folder)).toBe(mode);
  });

  it.each<[string, (root: string) => Promise<unknown>, string]>([
    ['a link', (root) => symlink('/tmp', join(root, 'x')), 'is a link'],
    ['a link to nowhere', (root) => symlink('/none', join(root, 'x')), 'is a link'],
    ['a file', (root) => writeFile(join(root, 'x'), ''), 'is no folder'],
  ])('%s', async (_what, make, words) => {
    const root = await temporaryFolder();
    await make(root);
    await expect(prepareSocketFolder(join(root, 'x'))).rejects.toMatchObject({
      message: expect.stringContaining(words),
    });
  });

  it('below a file', async () => {
    const root = await temporaryFolder();
    await writeFile(join(root, 'x'), '');
    await expect(prepareSocketFolder(join(root, 'x/y'))).rejects.toMatchObject({
      message: expect.stringContaining('cannot be used'),
    });
  });

  // Only root can change a folder's owner.
  it.runIf(process.getuid?.() === 0)('of another user', async () => {
    const folder = join(await temporaryFolder(), 'x');
    await mkdir(folder, { mode: 0o700 });
    await chown(folder, 65534, 65534);
    const refusal = { message: expect.stringContaining('belongs to another user') };
    await expect(prepareSocketFolder(folder)).rejects.toMatchObject(refusal);
    expect((await stat(folder)).uid).toBe(65534);
  });
});
