import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createUserFiles, type OwnFiles } from '../../../main/desktop/user-files';
import { Secret } from '../../../main/core/base/secret';
import type { AuthTokens } from '../../../main/core/tokens/auth-tokens';
import type { UserFiles } from '../../../main/desktop/ipc/app-services';
import type { Dialogs } from '../../../main/desktop/shell/messages/dialogs';
import { FAKE_START_MS, FakeClock } from '../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../support/make-jwt';
import { sealFernet } from '../../support/seal-fernet';
import { temporaryFolder } from '../../support/temporary-folder';

const MEBIBYTE = 1024 * 1024;

async function makePipe(): Promise<string> {
  const path = join(await temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  return path;
}

/** Lets `reading` poll its pipe until it settles. */
async function lookingUntilOver(reading: Promise<unknown>, clock: FakeClock): Promise<void> {
  let isOver = false;
  const settled = () => {
    isOver = true;
  };
  reading.then(settled, settled);
  while (!isOver) {
    await new Promise((resolve) => setImmediate(resolve));
    // Besides the deadline there is the delay between two polls of the pipe: a busy disk must not use up one before the other.
    if (clock.timerCount > 1) await clock.advance(20);
  }
}

/** Dialogs that return their own arguments. */
const dialogs = {
  askWhereToSaveBackup: async (name: string) => `save backup as ${name}`,
  askWhereToSaveActivity: async (name: string) => `save activity as ${name}`,
  askWhereToSaveTrail: async (name: string, format: string) => `save trail as ${name} (${format})`,
  askForBackup: async () => 'open backup',
  askForTokenFile: async () => 'open tokens',
  askWhereToExportTokens: async () => 'export tokens',
  askForFolderToSearch: async () => 'folder to search',
  askWhereToKeepTokens: async (asks: string) => (asks === 'file' ? '/keep tokens' : undefined),
} as unknown as Dialogs;
const NOTHING: OwnFiles = { folders: () => [], tokenFiles: () => [] };
const files = createUserFiles(dialogs, new FakeClock(), NOTHING);

it('asks the person by the dialog that each question has', async () => {
  expect([
    await files.askWhereToSaveBackup('a.axiombackup'),
    await files.askWhereToSaveActivity('a.csv'),
    await files.askWhereToSaveTrail('a.jsonl', 'jsonl'),
    await files.askForBackup(),
    await files.askForTokenFile(),
    await files.askWhereToExportTokens(),
    await files.askForFolderToSearch(),
    await files.askWhereToKeepTokens('file'),
    await files.askWhereToKeepTokens('file-and-passphrase'),
  ]).toEqual([
    'save backup as a.axiombackup',
    'save activity as a.csv',
    'save trail as a.jsonl (jsonl)',
    'open backup',
    'open tokens',
    'export tokens',
    'folder to search',
    '/keep tokens',
    undefined,
  ]);
});

describe('a backup', () => {
  it('replaces the file that the person was asked about, and is read back', async () => {
    const path = join(await temporaryFolder(), 'tokens.axiombackup');
    await writeFile(path, 'an older backup');
    await files.writeBackup(path, Uint8Array.of(1, 2, 3));
    expect([...(await files.readBackup(path))]).toEqual([1, 2, 3]);
  });

  it('that is gone is a failure with a message', async () => {
    const path = join(await temporaryFolder(), 'gone');
    await expect(files.readBackup(path)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
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
    const [{ tokens } = expect.fail('no pair')] = await files.readTokenFile(path);
    expect(tokens.accessToken.equals(accessToken) && tokens.refreshToken.equals(refreshToken)).toBe(true);
    expect(tokens.receivedAtMs).toBe(FAKE_START_MS);
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('without tokens in it is no such file', async () => {
    await expect(files.readTokenFile(await fileWith('hello'))).rejects.toMatchObject({ code: 'INVALID_TOKEN' });
  });

  it.each([
    ['of UTF-16, as Windows PowerShell writes it', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['of tens of megabytes, as a recording of traffic', Buffer.from(`${'{"x":"y"},'.repeat(2_000_000)}${text}`)],
  ])('is read %s', async (_what, bytes) => {
    const path = join(await temporaryFolder(), 'tokens.har');
    await writeFile(path, bytes);
    const [pair] = await files.readTokenFile(path);
    expect(pair?.tokens.accessToken.equals(accessToken)).toBe(true);
  });

  it.each([
    ['AXMB', /is a backup of this app\.$/, /Restore/],
    ['AXMS', /is a sealed token file of this app\.$/, /Settings/],
  ])('that is one of our own leads to its page: %s', async (magic, message, remedy) => {
    const path = await fileWith(`${magic}\0\u0001 and more`);
    await expect(files.readTokenFile(path)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    });
  });

  it('of more than 64 MiB is refused', async () => {
    const path = await fileWith(text);
    await truncate(path, 64 * MEBIBYTE + 1);
    await expect(files.readTokenFile(path)).rejects.toMatchObject({
      code: 'INVALID_TOKEN',
      message: `${path} is too large to be a file of tokens.`,
    });
  });

  it('that is not there is unusable input', async () => {
    await expect(files.readTokenFile(join(await temporaryFolder(), 'gone.json'))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('gone.json could not be opened'),
    });
  });

  it('is neither a folder nor a device', async () => {
    for (const path of [await temporaryFolder(), '/dev/zero'])
      await expect(files.readTokenFile(path)).rejects.toMatchObject({
        code: 'INVALID_TOKEN',
        message: `${path} is a folder or a device, not a file.`,
      });
  });

  it('may be a pipe that a password manager writes to', async () => {
    const path = await makePipe();
    const clock = new FakeClock();
    const reading = createUserFiles(dialogs, clock, NOTHING).readTokenFile(path);
    const writing = writeFile(path, text);
    await lookingUntilOver(reading, clock);
    expect((await reading)[0]?.tokens.refreshToken.equals(refreshToken)).toBe(true);
    await writing;
  });
});

describe('the folder of the Python client', () => {
  /** Sealed in the same way, with a new key. */
  async function sealedFolder(key = randomBytes(32)): Promise<{ folder: string; tokens: AuthTokens }> {
    const tokens = makeTokens(FAKE_START_MS);
    const [access_token, refresh_token] = [tokens.accessToken.expose(), tokens.refreshToken.expose()];
    const text = JSON.stringify({ access_token, refresh_token, expires_at: 1.5, issued_at: 0.5 });
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'key.enc'), `${key.toString('base64url')}=`);
    await writeFile(join(folder, 'tokens.enc'), sealFernet(text, key));
    return { folder, tokens };
  }

  it.each(['', 'key.enc', 'tokens.enc'])('is opened by "%s" in it', async (name) => {
    const { folder, tokens } = await sealedFolder();
    const [pair] = await files.readTokenFile(join(folder, name));
    expect(pair?.tokens.refreshToken.equals(tokens.refreshToken)).toBe(true);
  });

  it('is refused with a message where the key is another one, or is missing', async () => {
    const { folder } = await sealedFolder();
    await writeFile(join(folder, 'key.enc'), randomBytes(32).toString('base64url'));
    await expect(files.readTokenFile(join(folder, 'tokens.enc'))).rejects.toMatchObject({
      code: 'INVALID_TOKEN',
      message: 'tokens.enc does not open with the key.enc beside it.',
    });
    await rm(join(folder, 'key.enc'));
    await expect(files.readTokenFile(folder)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('a pipe that nobody writes to', () => {
  it.each(['readTokenFile', 'readBackup'] as const)('is given up by %s with a message', async (read) => {
    const clock = new FakeClock();
    const path = await makePipe();
    const reading = createUserFiles(dialogs, clock, NOTHING)[read](path);
    await lookingUntilOver(reading, clock);
    await expect(reading).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: `${path} is a pipe, and no program has written a whole file into it.`,
    });
  });
});

it('a drive that does not answer is reported after ten seconds, and nothing else waits for it meanwhile', async () => {
  const clock = new FakeClock();
  const hanging = createUserFiles(dialogs, clock, NOTHING, () => new Promise<never>(() => undefined));
  const first = hanging.readTokenFile('/mnt/a/tokens.json');
  first.catch(() => undefined);
  await clock.advance(10_000);
  await expect(first).rejects.toMatchObject({
    code: 'TIMEOUT',
    message: expect.stringContaining('/mnt/a/tokens.json'),
  });
  await expect(hanging.readBackup('/mnt/a/b.axiombackup')).rejects.toMatchObject({ code: 'TIMEOUT' });
});

/** The app's own files: its folder, and an account's token file. */
async function own() {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'app'));
  await writeFile(join(folder, 'app', 'profiles.json'), 'the accounts');
  await writeFile(join(folder, 'tokens.json'), 'the tokens of an account');
  await symlink(folder, join(folder, 'way'));
  await link(join(folder, 'tokens.json'), join(folder, 'other-name.json'));
  const ownFiles = { folders: () => [join(folder, 'app')], tokenFiles: () => [join(folder, 'tokens.json')] };
  const choosing = (name: string): Dialogs => ({ ...dialogs, askWhereToKeepTokens: async () => join(folder, name) });
  const keepAt = (name: string) =>
    createUserFiles(choosing(name), new FakeClock(), ownFiles).askWhereToKeepTokens('file');
  return { folder, files: createUserFiles(dialogs, new FakeClock(), ownFiles), keepAt };
}

const OWN = {
  code: 'INVALID_INPUT',
  message: expect.stringContaining('This app itself keeps tokens or settings at') as unknown,
};

describe.each<[what: string, write: (to: UserFiles, path: string) => Promise<void>]>([
  ['an export', (to, path) => to.writeTokenExport(path, new Secret('new'))],
  ['a backup', (to, path) => to.writeBackup(path, Buffer.from('new'))],
  ['a table of the activity', (to, path) => to.writeActivity(path, 'new')],
  ['the trail', (to, path) => to.writeTrail(path, 'new')],
])('%s', (_what, write) => {
  it.each([
    ['the token file of an account', 'tokens.json'],
    ['it by way of a linked folder', 'way/tokens.json'],
    ['another name of it', 'other-name.json'],
    ['a file in the app’s own folder', 'app/profiles.json'],
    ['a new file there by way of a linked folder', 'way/app/new.json'],
  ])('is not written over %s', async (_where, name) => {
    const { folder, files: guarded } = await own();
    const before = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    await expect(write(guarded, join(folder, name))).rejects.toMatchObject(OWN);
    expect(await readFile(join(folder, name), 'utf8').catch(() => undefined)).toBe(before);
  });

  it('is written anywhere else, also beside them', async () => {
    const { folder, files: guarded } = await own();
    for (const name of ['export.json', 'app.json']) {
      await write(guarded, join(folder, name));
      expect(await readFile(join(folder, name), 'utf8')).toBe('new');
    }
    await expect(write(guarded, join(folder, 'gone', 'a.json'))).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  });
});

describe('a place to keep tokens', () => {
  it.each(['app/tokens.json', 'way/app/new.json', 'app/profiles.json'])(
    'is not in the app’s own folder: %s',
    async (name) => {
      const { keepAt } = await own();
      await expect(keepAt(name)).rejects.toMatchObject(OWN);
    },
  );

  it('may be a token file of the app: the list of accounts decides whose it is', async () => {
    const { folder, keepAt } = await own();
    expect(await keepAt('tokens.json')).toBe(join(folder, 'tokens.json'));
    expect(await keepAt('new.json')).toBe(join(folder, 'new.json'));
  });
});
