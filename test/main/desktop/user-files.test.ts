import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createUserFiles } from '../../../main/desktop/user-files';
import type { Dialogs } from '../../../main/desktop/shell/messages/dialogs';
import { FAKE_START_MS, FakeClock } from '../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../support/make-jwt';
import { temporaryFolder } from '../../support/temporary-folder';

const MEBIBYTE = 1024 * 1024;

/** Dialogs that answer with what they were asked. */
const dialogs = {
  askWhereToSaveBackup: async (name: string) => `save backup as ${name}`,
  askForBackup: async () => 'open backup',
  askForTokenFile: async () => 'open tokens',
  askWhereToKeepTokens: async (asks: string) => (asks === 'file' ? 'keep tokens' : undefined),
} as unknown as Dialogs;
const files = createUserFiles(dialogs, new FakeClock());

it('asks the person by the dialog that each question has', async () => {
  expect([
    await files.askWhereToSaveBackup('a.axiombackup'),
    await files.askForBackup(),
    await files.askForTokenFile(),
    await files.askWhereToKeepTokens('file'),
    await files.askWhereToKeepTokens('file-and-passphrase'),
  ]).toEqual(['save backup as a.axiombackup', 'open backup', 'open tokens', 'keep tokens', undefined]);
});

describe('a backup', () => {
  it('goes over the file that the person was asked about, and comes back', async () => {
    const path = join(await temporaryFolder(), 'tokens.axiombackup');
    await writeFile(path, 'an older backup');
    await files.writeBackup(path, Uint8Array.of(1, 2, 3));
    expect([...(await files.readBackup(path))]).toEqual([1, 2, 3]);
  });

  it('that is gone is a failure in words', async () => {
    const path = join(await temporaryFolder(), 'gone');
    await expect(files.readBackup(path)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  });
});

describe('a file with tokens of another client', () => {
  const { accessToken, refreshToken } = makeTokens(FAKE_START_MS);
  const text = JSON.stringify({ access_token: accessToken.expose(), refresh_token: refreshToken.expose() });

  async function fileWith(content: string): Promise<string> {
    const path = join(await temporaryFolder(), 'tokens.json');
    await writeFile(path, content);
    return path;
  }

  it('gives its tokens, received now, and stays as it is', async () => {
    const path = await fileWith(text);
    const tokens = await files.readTokenFile(path);
    expect(tokens.accessToken.equals(accessToken) && tokens.refreshToken.equals(refreshToken)).toBe(true);
    expect(tokens.receivedAtMs).toBe(FAKE_START_MS);
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('without tokens in it is no such file', async () => {
    await expect(files.readTokenFile(await fileWith('hello'))).rejects.toMatchObject({ code: 'INVALID_TOKEN' });
  });

  it.each([
    [MEBIBYTE, 'SECRET_TOO_LARGE', /larger than any Axiom token/],
    [MEBIBYTE + 1, 'INVALID_TOKEN', /tokens\.json is too large to be a file of tokens\.$/],
  ])('of %d bytes is refused by %s', async (size, code, message) => {
    const path = await fileWith(text);
    await truncate(path, size);
    await expect(files.readTokenFile(path)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('that is not there, or is a folder, is a failure of its place', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'folder.json'));
    for (const name of ['gone.json', 'folder.json']) {
      await expect(files.readTokenFile(join(folder, name))).rejects.toMatchObject({
        code: 'STORAGE_UNAVAILABLE',
        message: expect.stringContaining(`${name} could not be read`),
      });
    }
  });
});
