import { execFile } from 'node:child_process';
import * as realFileSystem from 'node:fs/promises';
import { mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { AtomicFileSystem } from '../../../../main/adapters/files/atomic-file';
import { createFileTokenStore } from '../../../../main/adapters/stores/file-token-store';
import { encodePlainExport } from '../../../../main/core/tokens/plain-export';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { faultyFileSystem } from '../../../support/fakes/file-system/faulty-file-system';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { makeJwt } from '../../../support/make-jwt';
import { exposed, makeRecord } from '../../../support/make-record';
import { temporaryFolder } from '../../../support/temporary-folder';

const expectedOrigin = 'https://axiom.trade';

async function openStore() {
  const folder = await temporaryFolder();
  const path = join(folder, 'tokens.json');
  return { folder, path, store: createFileTokenStore({ path, expectedOrigin, isExpected: () => false }) };
}

describe('the file store', () => {
  it("writes the Rust client's three fields as indented JSON, in a private file", async () => {
    const { store, path } = await openStore();
    const record = makeRecord();
    await store.save(record);
    const text = await readFile(path, 'utf8');
    expect(text).toMatch(
      /^{\n {2}"access_token": "[^"]+",\n {2}"refresh_token": "[^"]+",\n {2}"expires_at": "2026-03-01T12:15:00.000Z",\n/,
    );
    expect(Object.keys(JSON.parse(text) as object)).toEqual([
      'access_token',
      'refresh_token',
      'expires_at',
      'axiom_token_manager',
    ]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('reads a file of the Rust client: generation 0, received when issued, origin as expected of the profile', async () => {
    const { store, path } = await openStore();
    const access = makeJwt({ issuedAtMs: FAKE_START_MS, accountId: 'account-9' }).expose();
    await writeFile(
      path,
      JSON.stringify({ access_token: access, refresh_token: 'opaque', expires_at: '2026-03-01T12:10:00.123456789Z' }),
    );
    await utimes(path, new Date(), new Date(FAKE_START_MS + 9_000));
    expect(exposed(await store.load())).toEqual({
      tokens: {
        accessToken: access,
        refreshToken: 'opaque',
        expiresAtMs: FAKE_START_MS + 600_123,
        issuedAtMs: FAKE_START_MS,
        receivedAtMs: FAKE_START_MS,
        accountId: 'account-9',
        authenticatedUserId: 'account-9',
      },
      origin: expectedOrigin,
      recordGeneration: 0,
      savedAtMs: FAKE_START_MS + 9_000,
    });
  });

  it('uses the file’s time as the time of receipt when the tokens have none', async () => {
    const { store, path } = await openStore();
    await writeFile(path, JSON.stringify({ access_token: 'a', refresh_token: 'r', expires_at: null }));
    await utimes(path, new Date(), new Date(FAKE_START_MS));
    const record = await store.load();
    expect(record?.tokens).toMatchObject({ receivedAtMs: FAKE_START_MS });
    expect(record?.tokens.expiresAtMs).toBeUndefined();
  });

  it('keeps fields that another program has added, also after the last read', async () => {
    const { store, path } = await openStore();
    await store.save(makeRecord(1));
    const file = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    await writeFile(path, JSON.stringify({ user: 'x', ...file }));
    await store.save(makeRecord(2));
    await store.save(makeRecord(3));
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
      user: 'x',
      axiom_token_manager: { generation: 3 },
    });
  });

  it('says that a newer version of the app has written the file, and neither replaces nor removes it', async () => {
    const { store, path } = await openStore();
    const text = '{"access_token":"a","refresh_token":"r","axiom_token_manager":{"v":2}}';
    await writeFile(path, text);
    for (const attempt of [() => store.load(), () => store.save(makeRecord()), () => store.clear()]) {
      await expect(attempt()).rejects.toMatchObject({
        message: expect.stringContaining('a newer version of this app'),
      });
    }
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('does not apply what it noted beside other tokens, when a client changed them and kept the note', async () => {
    const { store, path } = await openStore();
    await store.save(makeRecord(8));
    const file = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    const [access, refresh] = [1, 2].map(() => makeJwt({ accountId: 'account-2' }).expose());
    await writeFile(path, JSON.stringify({ ...file, access_token: access, refresh_token: refresh }));
    const record = await store.load();
    expect(record?.recordGeneration).toBe(0);
    expect(record?.tokens.accountId).toBe('account-2');
    expect(record?.email).toBeUndefined();
  });

  it.each([
    ['text', 'hello'],
    ['another JSON', '{"name":"package"}'],
    ['half a token file', '{"access_token":"a","refresh_to'],
    ['a token file with an expiry that is none', '{"access_token":"a","refresh_token":"r","expires_at":"tomorrow"}'],
    ['tokens that are none', '{"access_token":"a b","refresh_token":"r","expires_at":null}'],
    ['a file larger than any', `{"access_token":"${'a'.repeat(70_000)}"}`],
  ])('calls %s damaged or foreign, and neither replaces nor removes it', async (_name, text) => {
    const { store, path, folder } = await openStore();
    await writeFile(path, text);
    for (const attempt of [() => store.load(), () => store.save(makeRecord()), () => store.clear()]) {
      await expect(attempt()).rejects.toMatchObject({
        code: 'STORAGE_CORRUPT',
        message: expect.stringContaining(path),
      });
    }
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(await readdir(folder)).toEqual(['tokens.json']);
  });

  it('recognises an export of this app without the refresh token, and does not change it', async () => {
    const { store, path } = await openStore();
    const text = encodePlainExport(makeRecord().tokens, false).expose();
    await writeFile(path, text);
    for (const attempt of [() => store.load(), () => store.save(makeRecord())]) {
      await expect(attempt()).rejects.toMatchObject({
        code: 'STORAGE_CORRUPT',
        message: `${path} is an export of this app with an access token only: the refresh token is not in it.`,
      });
    }
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('reports an empty file as damaged, but may write into it: there is nothing to lose', async () => {
    const { store, path } = await openStore();
    await writeFile(path, '');
    await expect(store.load()).rejects.toMatchObject({ code: 'STORAGE_CORRUPT', message: `${path} is empty.` });
    const record = makeRecord();
    await store.save(record);
    expect(exposed(await store.load())).toEqual(exposed(record));
  });

  it.each(['save', 'clear'] as const)('does not %s when its own file was replaced', async (call) => {
    const { store, path } = await openStore();
    await store.save(makeRecord());
    await store.save(makeRecord(2));
    await writeFile(path, 'notes of another program');
    const act = call === 'save' ? store.save(makeRecord(3)) : store.clear();
    await expect(act).rejects.toMatchObject({ code: 'STORAGE_CORRUPT' });
    expect(await readFile(path, 'utf8')).toBe('notes of another program');
    await rm(path);
    await mkdir(path);
    await expect(store.save(makeRecord(3))).rejects.toMatchObject({ code: 'STORAGE_CORRUPT' });
  });

  it('is not changed by a call that its caller gave up', async () => {
    const { folder, path, store } = await openStore();
    await store.save(makeRecord(1));
    const before = await readFile(path, 'utf8');
    const late = { code: 'TIMEOUT' };
    await expect(store.save(makeRecord(2), () => false)).rejects.toMatchObject(late);
    await expect(store.clear(() => false)).rejects.toMatchObject(late);
    await expect(store.setAside?.(() => false)).rejects.toMatchObject(late);
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual([before, ['tokens.json']]);
  });

  it('follows no symbolic link to read, write or remove', async () => {
    const { store, path, folder } = await openStore();
    const target = join(folder, 'target.json');
    await createFileTokenStore({ path: target, expectedOrigin, isExpected: () => false }).save(makeRecord());
    const before = await readFile(target, 'utf8');
    await symlink(target, path);
    for (const attempt of [() => store.load(), () => store.save(makeRecord()), () => store.clear()]) {
      await expect(attempt()).rejects.toMatchObject({
        code: 'STORAGE_DENIED',
        message: expect.stringContaining('is a link'),
      });
    }
    expect(await readFile(target, 'utf8')).toBe(before);
    expect((await readdir(folder)).sort()).toEqual(['target.json', 'tokens.json']);
  });

  it('refuses a folder or a pipe in place of the file without waiting', async () => {
    const { store, path } = await openStore();
    await mkdir(path);
    await expect(store.load()).rejects.toMatchObject({ code: 'STORAGE_CORRUPT' });
    await rm(path, { recursive: true });
    await promisify(execFile)('mkfifo', [path]);
    await expect(store.load()).rejects.toMatchObject({ code: 'STORAGE_CORRUPT' });
  });

  it('cannot say that there are no tokens when the folder is missing', async () => {
    const path = join(await temporaryFolder(), 'drive', 'tokens.json');
    const store = createFileTokenStore({ path, expectedOrigin, isExpected: () => false });
    await expect(store.load()).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    await expect(store.save(makeRecord())).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    await expect(store.clear()).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  });

  it('cannot say that there are no tokens when the file was expected, and finds them once its drive is there', async () => {
    const { store, path } = await openStore();
    const expecting = createFileTokenStore({ path, expectedOrigin, isExpected: () => true });
    await expect(expecting.load()).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: `The file with the saved tokens is not at ${path}.`,
      remedy: expect.stringContaining('Is its disk connected?'),
      isMissing: true,
      isDeleted: false,
    });
    expect(await store.load()).toBeUndefined();
    const record = makeRecord();
    await store.save(record);
    expect(exposed(await expecting.load())).toEqual(exposed(record));
    await writeFile(path, '{"access_token":"a","refresh_to');
    await expect(expecting.load()).rejects.toMatchObject({ code: 'STORAGE_CORRUPT' });
  });

  it('accepts a sign-in and a removal also where the file was expected and is missing', async () => {
    const { path } = await openStore();
    const expecting = createFileTokenStore({ path, expectedOrigin, isExpected: () => true });
    await expecting.clear();
    await expecting.save(makeRecord(7));
    expect((await expecting.load())?.recordGeneration).toBe(7);
  });

  it.each([
    ['ENOSPC', 'STORAGE_FULL'],
    ['EROFS', 'STORAGE_DENIED'],
    ['EIO', 'STORAGE_UNAVAILABLE'],
  ])('keeps the former record when a save fails with %s', async (errno, code) => {
    const { store, path, folder } = await openStore();
    const former = makeRecord(1);
    await store.save(former);
    const failing = createFileTokenStore({
      path,
      expectedOrigin,
      isExpected: () => false,
      fileSystem: faultyFileSystem('write', errno),
    });
    const error: unknown = await failing.save(makeRecord(2)).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code });
    expect(exposed(await store.load())).toEqual(exposed(former));
    expect(await readdir(folder)).toEqual(['tokens.json']);
  });

  it('is saved where the drive cannot sync a folder, and the log says so', async () => {
    const { path } = await openStore();
    const logger = new RecordingLogger();
    const fileSystem = faultyFileSystem('folder-sync', 'EINVAL');
    const store = createFileTokenStore({ path, expectedOrigin, isExpected: () => false, fileSystem, logger });
    const record = makeRecord(1);
    await store.save(record);
    expect(exposed(await store.load())).toEqual(exposed(record));
    expect(logger.lines).toMatchObject([{ level: 'warn', fields: { errno: 'EINVAL' } }]);
    await store.clear();
    expect(await store.load()).toBeUndefined();
  });
});

describe('what killed writers left beside the file', () => {
  const DEAD_PID = 2 ** 22 + 1;

  it('is removed with the first save, with the next one after a failure, and with the removal', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'tokens.json');
    let disk: AtomicFileSystem = realFileSystem;
    const fileSystem: AtomicFileSystem = { ...realFileSystem, rename: (from, to) => disk.rename(from, to) };
    const store = createFileTokenStore({ path, expectedOrigin, isExpected: () => false, fileSystem });
    const isLeftAfter = async (act: () => Promise<unknown>): Promise<boolean> => {
      const left = `.tokens.json.${DEAD_PID}-0123456789ab.tmp`;
      await writeFile(join(folder, left), 'a token');
      await act();
      return (await readdir(folder)).includes(left);
    };
    const save = (): Promise<void> => store.save(makeRecord());

    expect(await isLeftAfter(save)).toBe(false);
    expect(await isLeftAfter(save), 'looked for again').toBe(true);
    disk = faultyFileSystem('rename', 'ENOSPC');
    await expect(save()).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    disk = realFileSystem;
    expect(await isLeftAfter(save)).toBe(false);
    expect(await isLeftAfter(() => store.clear())).toBe(false);
  });
});
