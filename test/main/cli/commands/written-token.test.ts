import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFernet, sealFernet, newFernetKey } from '../../../../main/adapters/files/fernet';
import { writePythonFiles, writeTokenFile } from '../../../../main/cli/commands/written-token';
import { FAKE_START_MS, FakeClock } from '../../../support/fakes/clock/fake-clock';
import { makeTokenAnswer } from '../../../support/command-line/make-answers';
import { temporaryFolder } from '../../../support/temporary-folder';

const token = makeTokenAnswer();
const at = FAKE_START_MS;
const clock = new FakeClock();
const parts = { ownFolders: [], clock };

describe('a token in a file', () => {
  it('replaces what was written before, and nothing is left beside it', async () => {
    const folder = await temporaryFolder();
    await writeTokenFile(join(folder, 't'), 'one\n', parts);
    await writeTokenFile(join(folder, 't'), 'two\n', parts);
    expect([await readFile(join(folder, 't'), 'utf8'), await readdir(folder)]).toEqual(['two\n', ['t']]);
  });

  it(`is refused in the app's own folders, also through a link or ".."`, async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'own/below'), { recursive: true });
    await symlink(join(folder, 'own'), join(folder, 'link'));
    const own = { ownFolders: [join(folder, 'own')], clock };
    for (const path of ['own/t', 'own/below/t', 'link/t', 'own/../own/t']) {
      await expect(writeTokenFile(join(folder, path), 'x', own)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
    await writeTokenFile(join(folder, 'own2'), 'x', own);
    expect((await readdir(join(folder, 'own'))).sort()).toEqual(['below']);
  });

  it('is refused over a link, a folder, and what is far too large', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'large'), Buffer.alloc(1024 * 1024 + 1));
    await mkdir(join(folder, 'dir'));
    await symlink('nowhere', join(folder, 'link'));
    for (const name of ['large', 'dir', 'link', 'no/folder']) {
      await expect(writeTokenFile(join(folder, name), 'x', parts)).rejects.toMatchObject({
        code: expect.stringMatching(/^STORAGE_/) as string,
      });
    }
    expect((await readdir(folder)).sort()).toEqual(['dir', 'large', 'link']);
  });
});

describe('the files of the Python client', () => {
  it('are its key and its tokens, again with the same key', async () => {
    const folder = join(await temporaryFolder(), '.chipadev_data');
    await writePythonFiles(folder, token, parts);
    const key = await readFile(join(folder, 'key.enc'), 'utf8');
    await writePythonFiles(folder, makeTokenAnswer({ access_token: 'eyJ.two', expires_at: null }), parts);
    expect(await readFile(join(folder, 'key.enc'), 'utf8')).toBe(key);
    const text = openFernet(await readFile(join(folder, 'tokens.enc'), 'utf8'), key) ?? '';
    expect(JSON.parse(text)).toEqual({
      ...{ access_token: 'eyJ.two', refresh_token: 'held-by-axiom-token-manager', expires_at: null },
      issued_at: at / 1000,
    });
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'key.enc'))).mode & 0o777).toBe(0o600);
  });

  it('never replace a sign-in of the client, or what cannot be read', async () => {
    const folder = await temporaryFolder();
    const key = newFernetKey();
    const live = sealFernet('{"refresh_token":"eyJ.live"}', key, at);
    await writeFile(join(folder, 'tokens.enc'), live);
    await expect(writePythonFiles(folder, token, parts)).rejects.toThrow('cannot be opened with the key beside it');
    await writeFile(join(folder, 'key.enc'), key);
    await expect(writePythonFiles(folder, token, parts)).rejects.toThrow('holds a refresh token');
    expect(await readFile(join(folder, 'tokens.enc'), 'utf8')).toBe(live);
  });
});
