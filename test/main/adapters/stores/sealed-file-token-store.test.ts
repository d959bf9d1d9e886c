// The sealed file in bad cases: no passphrase, a wrong one, damage of every kind, other files in its place, failing writes.
import { makePlace } from '../../../support/make-place';
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import * as nodeFileSystem from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { createSealedFileKeys, type SealedFileKeys } from '../../../../main/adapters/stores/sealed-file-keys';
import { createSealedFileTokenStore } from '../../../../main/adapters/stores/sealed-file-token-store';
import type { Crypto } from '../../../../main/core/ports/crypto';
import { Secret } from '../../../../main/core/base/secret';
import { TokenManager } from '../../../../main/core/storage/token-manager';
import { FAKE_START_MS, FakeClock } from '../../../support/fakes/clock/fake-clock';
import { exposed, makeRecord } from '../../../support/make-record';
import { makeTokens } from '../../../support/make-jwt';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { cheapScrypt } from '../../../support/fakes/crypto/cheap-scrypt';

/** The requested cost; the tests use the minimum, except one. */
const real = createNodeCrypto();
let derivations: { N: number; r: number; p: number }[] = [];
const crypto: Crypto = {
  ...real,
  scrypt: (passphrase, salt, parameters, length) => {
    derivations.push({ N: parameters.N, r: parameters.r, p: parameters.p });
    return cheapScrypt(passphrase, salt, parameters, length);
  },
};
const passphrase = new Secret('zwölf Boxkämpfer');
const wrong = new Secret('zwölf Boxkampfer');

let root: string;
let path: string;
let keys: SealedFileKeys;

const openStore = (held = keys, isExpected = false) =>
  createSealedFileTokenStore({ path, keys: held, crypto, isExpected: () => isExpected });
const codeOf = (promise: Promise<unknown>) =>
  promise.then(() => 'fine').catch((error: { code?: string }) => error.code);
/** The common error code of all three calls, none of which changed the file. */
async function allCalls(store = openStore()): Promise<unknown> {
  const before = await readFile(path);
  const codes = [await codeOf(store.load()), await codeOf(store.save(makeRecord(9))), await codeOf(store.clear())];
  expect(Buffer.compare(await readFile(path), before)).toBe(0);
  expect(new Set(codes).size).toBe(1);
  return codes[0];
}
/** The bytes with a correct SHA-256 at their end, as an attacker would write them. */
const rehashed = (bytes: Uint8Array) => Buffer.concat([bytes.subarray(0, -32), real.sha256(bytes.subarray(0, -32))]);
/** The error codes of reading the file with one flipped bit in each byte before `end`, one after another. */
async function codesWhenFlipped(good: Uint8Array, end: number, finish = (bytes: Uint8Array) => bytes) {
  const codes = new Set<unknown>();
  for (let at = 0; at < end; at++) {
    await writeFile(path, finish(good.map((byte, index) => (index === at ? byte ^ 1 : byte))));
    codes.add(await codeOf(openStore().load()));
  }
  return codes;
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sealed-file-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(async () => {
  path = join(await mkdtemp(join(root, 'case-')), 'tokens.axiomsealed');
  keys = createSealedFileKeys(crypto);
  derivations = [];
});

/** A file with a record, and a later run that does not know the passphrase yet. */
async function sealedBefore(record = makeRecord(3)) {
  await keys.open(path, passphrase);
  await openStore().save(record);
  derivations = [];
  keys = createSealedFileKeys(crypto);
  return record;
}

describe('a sealed file', () => {
  it('derives its key once a run at the cost that is asked for, however often it is read and written', async () => {
    await keys.open(path, passphrase);
    const store = openStore();
    for (const generation of [1, 2, 3]) await store.save(makeRecord(generation));
    await store.load();
    expect(derivations).toEqual([{ N: 2 ** 17, r: 8, p: 1 }]);
  });

  it('opens in a later run, with the real cost of the key', async () => {
    const first = createSealedFileKeys(real);
    await first.open(path, passphrase);
    const record = makeRecord(1);
    await openStore(first).save(record);
    const later = createSealedFileKeys(real);
    await later.open(path, passphrase);
    expect(exposed(await openStore(later).load())).toEqual(exposed(record));
  });

  it('shows nothing of its content, is private, and is sealed differently each time', async () => {
    await keys.open(path, passphrase);
    const record = makeRecord(1);
    await openStore().save(record);
    const first = await readFile(path);
    await openStore().save(record);
    const second = await readFile(path);
    const text = first.toString('latin1');
    for (const part of [record.tokens.accessToken.expose(), record.tokens.refreshToken.expose(), record.origin]) {
      expect(text).not.toContain(part);
    }
    const nonces = [first, second].map((bytes) => /"nonce":"([0-9a-f]{24})"/.exec(bytes.toString('latin1'))?.[1]);
    expect(nonces[0]).toBeDefined();
    expect(nonces[0]).not.toBe(nonces[1]);
    const salts = [first, second].map((bytes) => /"salt":"([0-9a-f]{64})"/.exec(bytes.toString('latin1'))?.[1]);
    expect(salts[0]).toBe(salts[1]);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(path, '..'))).toEqual(['tokens.axiomsealed']);
  });

  it('wipes the keys it forgets', async () => {
    await keys.open(path, passphrase);
    const held = keys.get(path);
    expect(held?.keys.some((byte) => byte !== 0)).toBe(true);
    keys.dispose();
    expect(held?.keys.every((byte) => byte === 0)).toBe(true);
    expect(keys.get(path)).toBeUndefined();
  });
});

describe('a sealed file whose passphrase was not given yet', () => {
  it('is locked for every call, at once and without deriving a key, and stays as it is', async () => {
    await sealedBefore();
    const store = openStore(keys, true);
    expect(await allCalls(store)).toBe('STORAGE_LOCKED');
    expect(store.requiredUserAction).toBe('passphrase');
    expect(derivations).toEqual([]);
  });

  it('opens with its passphrase, typed on any keyboard', async () => {
    const record = await sealedBefore();
    await keys.open(path, new Secret(passphrase.expose().normalize('NFD')));
    const store = openStore();
    expect(exposed(await store.load())).toEqual(exposed(record));
    expect(store.requiredUserAction).toBeUndefined();
  });

  it('stays locked after a wrong one, which is not reported as damage and changes nothing', async () => {
    await sealedBefore();
    await expect(keys.open(path, wrong)).rejects.toMatchObject({
      code: 'STORAGE_LOCKED',
      message: 'This passphrase does not open the file.',
    });
    await expect(keys.open(path, new Secret('x'.repeat(1025)))).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
    expect(derivations).toHaveLength(1);
    expect(await allCalls()).toBe('STORAGE_LOCKED');
  });

  it('goes on with the right one after a wrong one', async () => {
    await keys.open(path, passphrase);
    await openStore().save(makeRecord(1));
    expect(await codeOf(keys.open(path, wrong))).toBe('STORAGE_LOCKED');
    await openStore().save(makeRecord(2));
    expect((await openStore().load())?.recordGeneration).toBe(2);
  });

  it('is not touched with the keys of a file that was there before it', async () => {
    await sealedBefore();
    const foreign = await readFile(path);
    await rm(path);
    await keys.open(path, wrong);
    await openStore().save(makeRecord(1));
    await writeFile(path, foreign);
    const store = openStore();
    expect(await allCalls(store)).toBe('STORAGE_LOCKED');
    expect(store.requiredUserAction).toBe('passphrase');
  });
});

describe('a place without a sealed file', () => {
  it('says "none", and needs a passphrase before the first tokens are saved', async () => {
    const store = openStore();
    expect(await store.load()).toBeUndefined();
    await expect(store.save(makeRecord())).rejects.toMatchObject({
      code: 'STORAGE_LOCKED',
      message: expect.stringContaining('no sealed file'),
    });
    expect(store.requiredUserAction).toBe('new-passphrase');
    await keys.open(path, passphrase);
    expect(store.requiredUserAction).toBeUndefined();
    await store.save(makeRecord(1));
    expect((await store.load())?.recordGeneration).toBe(1);
  });

  it('refuses a new passphrase of fewer than twelve characters', async () => {
    expect(await codeOf(keys.open(path, new Secret('elf Zeichen')))).toBe('INVALID_INPUT');
    expect(derivations).toEqual([]);
  });

  it('does not count as "none" when tokens were saved there, nor when its folder is not there', async () => {
    await expect(openStore(keys, true).load()).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: expect.stringContaining(path),
    });
    path = join(root, 'no-such-drive', 'tokens.axiomsealed');
    expect(await codeOf(openStore().load())).toBe('STORAGE_UNAVAILABLE');
    expect(await codeOf(keys.open(path, passphrase))).toBe('STORAGE_UNAVAILABLE');
  });

  it('counts an empty file as none: it has nothing to lose', async () => {
    await writeFile(path, '');
    expect(await openStore().load()).toBeUndefined();
    await keys.open(path, passphrase);
    await openStore().save(makeRecord(1));
    expect((await openStore().load())?.recordGeneration).toBe(1);
  });
});

describe('a damaged sealed file', () => {
  it('no longer waits for its passphrase', async () => {
    await sealedBefore();
    const store = openStore();
    expect([await codeOf(store.load()), store.requiredUserAction]).toEqual(['STORAGE_LOCKED', 'passphrase']);
    await writeFile(path, 'AXMS and then nothing');
    expect([await codeOf(store.load()), store.requiredUserAction]).toEqual(['STORAGE_CORRUPT', undefined]);
  });

  it('is recognised with any byte changed, never opened and never reported as a wrong passphrase', async () => {
    await sealedBefore();
    const good = await readFile(path);
    await keys.open(path, passphrase);
    expect(await codesWhenFlipped(good, good.length)).toEqual(new Set(['STORAGE_CORRUPT']));
    expect(await allCalls()).toBe('STORAGE_CORRUPT');
  });

  it('is recognised when cut at any length except zero', async () => {
    await sealedBefore();
    const good = await readFile(path);
    const codes = new Set<unknown>();
    for (let length = 1; length < good.length; length++) {
      await writeFile(path, good.subarray(0, length));
      codes.add(await codeOf(openStore().load()));
    }
    await writeFile(path, Buffer.concat([good, Buffer.from('x')]));
    codes.add(await codeOf(openStore().load()));
    expect([...codes]).toEqual(['STORAGE_CORRUPT']);
    expect(await codeOf(keys.open(path, passphrase))).toBe('STORAGE_CORRUPT');
    expect(derivations).toEqual([]);
  });

  it('is never opened after a change, even with a correct checksum', async () => {
    await sealedBefore();
    const good = await readFile(path);
    await keys.open(path, passphrase);
    const codes = await codesWhenFlipped(good, good.length - 32, rehashed);
    expect(codes).toEqual(new Set(['STORAGE_CORRUPT', 'STORAGE_LOCKED', 'STORAGE_UNAVAILABLE']));
  });

  it.each([
    ['a cost of gigabytes', /"N":131072/, '"N":134217728'],
    ['no cost at all', /"N":131072/, '"N":1'],
    ['a cost that is no power of two', /"N":131072/, '"N":131071'],
    ['another block size', /"r":8/, '"r":9'],
    ['many rounds', /"p":1/, '"p":999'],
  ])('with %s in its header is refused before a key is derived', async (_name, pattern, replacement) => {
    await sealedBefore();
    const text = (await readFile(path)).toString('latin1').replace(pattern, replacement);
    const bytes = Buffer.from(text, 'latin1');
    bytes.writeUInt32BE(text.indexOf('}') + 1 - 10, 6);
    await writeFile(path, rehashed(bytes));
    expect(await codeOf(keys.open(path, passphrase))).toBe('STORAGE_CORRUPT');
    expect(derivations).toEqual([]);
  });

  it('over the size limit is refused before it is read', async () => {
    await writeFile(path, Buffer.alloc(80 * 1024, 'AXMS'));
    expect(await codeOf(keys.open(path, passphrase))).toBe('STORAGE_CORRUPT');
    expect(await allCalls()).toBe('STORAGE_CORRUPT');
  });
});

describe('another file at the place', () => {
  it.each([
    ['a token file', '{"access_token":"x"}'],
    ['a text', 'my diary'],
    ['a backup', 'AXMB'],
  ])('%s is never overwritten, also with a passphrase at hand', async (_name, text) => {
    await keys.open(path, passphrase);
    await writeFile(path, text);
    expect(await allCalls()).toBe('STORAGE_CORRUPT');
    expect(await codeOf(keys.open(path, passphrase))).toBe('STORAGE_CORRUPT');
  });

  it('that is a link is not followed', async () => {
    const target = `${path}.elsewhere`;
    await writeFile(target, '');
    await symlink(target, path);
    await keys.open(`${path}.other`, passphrase);
    expect(await codeOf(openStore().load())).toBe('STORAGE_DENIED');
    expect(await codeOf(keys.open(path, passphrase))).toBe('STORAGE_DENIED');
  });

  it('with tokens of another origin is neither used nor overwritten', async () => {
    await sealedBefore(makeRecord(3, FAKE_START_MS, { origin: 'http://127.0.0.1:4000' }));
    await keys.open(path, passphrase);
    const before = await readFile(path);
    const manager = new TokenManager({
      profileId: 'default',
      origin: 'https://axiom.trade',
      place: makePlace(openStore(keys, true)),
      crypto,
      clock: new FakeClock(),
      logger: new RecordingLogger(),
      random: () => 0.5,
    });
    await manager.load();
    expect(manager.storageFailure?.code).toBe('WRONG_ORIGIN');
    expect(await codeOf(manager.setTokens(makeTokens(FAKE_START_MS)))).toBe('WRONG_ORIGIN');
    manager.dispose();
    expect(Buffer.compare(await readFile(path), before)).toBe(0);
  });
});

it.each(['open', 'rename'] as const)('a write that fails at %s leaves the former record readable', async (step) => {
  await keys.open(path, passphrase);
  await openStore().save(makeRecord(1));
  const full = async () => {
    throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
  };
  const fileSystem = { ...nodeFileSystem, [step]: full };
  const store = createSealedFileTokenStore({ path, keys, crypto, isExpected: () => true, fileSystem });
  expect(await codeOf(store.save(makeRecord(2)))).toBe('STORAGE_FULL');
  expect((await openStore().load())?.recordGeneration).toBe(1);
});
