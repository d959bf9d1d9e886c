// The contract of every TokenStore. Run against memory, file and keychain; its reading half against the environment.
import { chmod, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { watchFile } from '../../main/adapters/places/watch-file';
import type { TokenStore } from '../../main/core/ports/token-store';
import { Secret } from '../../main/core/base/secret';
import { createAuthTokens } from '../../main/core/tokens/auth-tokens';
import type { TokenRecord } from '../../main/core/tokens/token-record';
import { FAKE_START_MS } from '../support/fakes/clock/fake-clock';
import { exposed, makeRecord } from '../support/make-record';
import { waitUntil } from '../support/wait-until';

/** One fresh place to keep a record. */
export interface StoreUnderTest {
  readonly store: TokenStore;
  /** The same place as a later program sees it; absent when nothing outlives the store. */
  readonly reopen?: () => TokenStore;
}

/** Makes a fresh place. */
export type OpenTokenStore = () => Promise<StoreUnderTest>;

/** For every store that can be read; `plant` writes a record in another way and returns what a reader must find. */
export function describeReadableTokenStore(
  name: string,
  open: () => Promise<{ store: TokenStore; plant: () => Promise<{ access: string; refresh: string }> }>,
): void {
  describe(`${name}, read`, () => {
    it('says "none" where nothing is kept', async () => {
      const { store } = await open();
      expect(await store.load()).toBeUndefined();
    });

    it('gives the tokens that are kept, as often as it is asked', async () => {
      const { store, plant } = await open();
      const planted = await plant();
      for (const _ of [1, 2]) {
        const record = await store.load();
        expect(record?.tokens.accessToken.expose()).toBe(planted.access);
        expect(record?.tokens.refreshToken.expose()).toBe(planted.refresh);
        expect(record?.origin).toBe('https://axiom.trade');
      }
    });

    it('names its place for display', async () => {
      const { store } = await open();
      expect(store.place).toMatch(/\S/);
    });
  });
}

/** Events of one folder come in order: after the event of another file, the store has received and handled all earlier ones. */
async function untilEarlierEventsAreSeen(store: TokenStore): Promise<void> {
  const path = join(dirname(store.place), 'another-file');
  let isSeen = false;
  const stop = watchFile(
    path,
    async () => false,
    () => {
      isSeen = true;
    },
  );
  await writeFile(path, 'x');
  await waitUntil('a later event is seen', () => isSeen);
  stop?.();
  await store.load();
}

/** The whole contract. */
export function describeTokenStore(name: string, open: OpenTokenStore): void {
  describeReadableTokenStore(name, async () => {
    const { store } = await open();
    return {
      store,
      plant: async () => {
        const record = makeRecord();
        await store.save(record);
        return { access: record.tokens.accessToken.expose(), refresh: record.tokens.refreshToken.expose() };
      },
    };
  });

  describe(`${name}, written`, () => {
    it('gives back every field of the record it was given', async () => {
      const { store } = await open();
      const record = makeRecord(7);
      await store.save(record);
      expect(exposed(await store.load())).toEqual(exposed(record));
    });

    it('gives back a record with only the required fields', async () => {
      const { store } = await open();
      const tokens = createAuthTokens({
        accessToken: new Secret('opaque-access'),
        refreshToken: new Secret('opaque-refresh'),
        receivedAtMs: FAKE_START_MS,
      });
      const record: TokenRecord = {
        tokens,
        origin: 'http://127.0.0.1:4000',
        recordGeneration: 0,
        savedAtMs: FAKE_START_MS,
      };
      await store.save(record);
      expect(exposed(await store.load())).toEqual(exposed(record));
    });

    it('keeps the newest of many saves, also when they are started at once', async () => {
      const { store } = await open();
      const records = [1, 2, 3, 4, 5].map((generation) => makeRecord(generation));
      await Promise.all(records.map((record) => store.save(record)));
      expect(exposed(await store.load())).toEqual(exposed(records[4]));
    });

    it('is seen by a program started later, where its kind outlives a program', async () => {
      const { store, reopen } = await open();
      const record = makeRecord(3);
      await store.save(record);
      expect(reopen !== undefined).toBe(store.kind !== 'memory');
      const later = reopen?.() ?? store;
      expect(exposed(await later.load())).toEqual(exposed(record));
    });

    it('says "none" after it was cleared, and takes a new record then', async () => {
      const { store, reopen } = await open();
      await store.save(makeRecord(1));
      await store.clear();
      expect(await store.load()).toBeUndefined();
      expect(await (reopen?.() ?? store).load()).toBeUndefined();
      const next = makeRecord(2);
      await store.save(next);
      expect(exposed(await store.load())).toEqual(exposed(next));
    });

    it('is cleared without complaint when nothing is kept', async () => {
      const { store } = await open();
      await store.clear();
      await store.clear();
      expect(await store.load()).toBeUndefined();
    });

    it('keeps a record with the longest tokens accepted', async () => {
      const { store } = await open();
      const record = makeRecord(1, FAKE_START_MS, {
        tokens: createAuthTokens({
          accessToken: new Secret('a'.repeat(16 * 1024)),
          refreshToken: new Secret('r'.repeat(16 * 1024)),
          receivedAtMs: FAKE_START_MS,
        }),
      });
      await store.save(record);
      expect(exposed(await store.load())).toEqual(exposed(record));
    });

    it('reports what another program did to the record, and not what it wrote itself, where it can be watched', async () => {
      const { store, reopen } = await open();
      expect(store.watch !== undefined).toBe(store.kind.endsWith('file'));
      if (!store.watch || !reopen) return;
      await store.save(makeRecord(1));
      const other = reopen();
      await other.load();
      let reported = 0;
      const stop = store.watch(() => reported++);
      onTestFinished(() => stop?.());
      await store.save(makeRecord(2));
      await untilEarlierEventsAreSeen(store);
      expect(reported).toBe(0);
      await other.save(makeRecord(3));
      await waitUntil('the other program’s record is seen', () => reported > 0);
      expect((await store.load())?.recordGeneration).toBe(3);
      reported = 0;
      await other.clear();
      await waitUntil('the removal is seen', () => reported > 0);
      stop?.();
      reported = 0;
      await other.save(makeRecord(4));
      await untilEarlierEventsAreSeen(store);
      expect(reported).toBe(0);
    });

    it('is closed to other users once it was saved, where other programs may open it, and can be closed again', async () => {
      const { store } = await open();
      expect(store.privacy !== undefined).toBe(store.kind === 'file');
      if (!store.privacy) return;
      await store.save(makeRecord(1));
      expect(await store.privacy.isPrivate()).toBe(true);
      await chmod(store.place, 0o644);
      expect(await store.privacy.isPrivate()).toBe(false);
      await store.privacy.makePrivate();
      expect(await store.privacy.isPrivate()).toBe(true);
      expect((await store.load())?.recordGeneration).toBe(1);
    });

    it('refuses a record over the size limit, and keeps the former one', async () => {
      const { store } = await open();
      const former = makeRecord(1);
      await store.save(former);
      const tooLarge = makeRecord(2, FAKE_START_MS, { email: 'x'.repeat(70_000) });
      await expect(store.save(tooLarge)).rejects.toMatchObject({ code: 'SECRET_TOO_LARGE' });
      expect(exposed(await store.load())).toEqual(exposed(former));
    });
  });
}
