// The key holder alone. With a store over the same file: sealed-file-token-store.test.ts.
import { readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { readSealedFile, sealedFileFormat } from '../../../../main/adapters/stores/sealed-file';
import { createSealedFileKeys, type SealingKeys } from '../../../../main/adapters/stores/sealed-file-keys';
import { Secret } from '../../../../main/core/base/secret';
import type { Crypto } from '../../../../main/core/ports/crypto';
import { sealContainer } from '../../../../main/core/sealing/sealed-container';
import { outcomeOf } from '../../../support/core-graph';
import { temporaryFolder } from '../../../support/temporary-folder';
import { cheapScrypt } from '../../../support/fakes/crypto/cheap-scrypt';

const real = createNodeCrypto();
const passphrase = new Secret('zw\u00f6lf Boxk\u00e4mpfer');
const other = new Secret('zw\u00f6lf andere Boxer');

/** A holder whose key derivations are cheap and counted, and return arrays that the test keeps, too. */
function setUp() {
  const derived: Uint8Array[] = [];
  const asked: unknown[] = [];
  let running = 0;
  let mostAtOnce = 0;
  const crypto: Crypto = {
    ...real,
    scrypt: async (text, salt, parameters, length) => {
      asked.push({ N: parameters.N, r: parameters.r, p: parameters.p, length });
      mostAtOnce = Math.max(mostAtOnce, ++running);
      const key = await cheapScrypt(text, salt, parameters, length);
      running--;
      derived.push(key);
      return key;
    },
  };
  return { keys: createSealedFileKeys(crypto), derived, asked, mostAtOnce: () => mostAtOnce };
}
const place = async () => join(await temporaryFolder(), 'tokens.axiomsealed');
const seal = (path: string, { header, keys }: SealingKeys) =>
  writeFile(
    path,
    sealContainer(sealedFileFormat(path), { ...header, nonce: '11'.repeat(12) }, keys, Buffer.from('x'), real),
  );
const isWiped = (bytes: Uint8Array | undefined) => bytes?.every((byte) => byte === 0);

/** A file sealed with the passphrase, and a holder that does not know it. */
async function sealedBefore() {
  const path = await place();
  const before = setUp();
  await before.keys.open(path, passphrase);
  await seal(path, before.keys.get(path)!);
  const parts = (await readSealedFile(path, real))!;
  return { path, parts, before: before.keys, ...setUp() };
}

describe('a place without a file', () => {
  it('has no keys before a passphrase was given, and fresh ones then, with nothing written', async () => {
    const { keys, asked } = setUp();
    const path = await place();
    expect(keys.get(path)).toBeUndefined();
    await keys.open(path, passphrase);
    expect(keys.get(path)?.header).toEqual({
      kdf: 'scrypt',
      N: 2 ** 17,
      r: 8,
      p: 1,
      salt: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(keys.get(path)?.keys).toHaveLength(64);
    expect([asked, await readdir(dirname(path))]).toEqual([[{ N: 2 ** 17, r: 8, p: 1, length: 64 }], []]);
  });

  it('has other keys each time, though the passphrase is the same', async () => {
    const { keys, derived } = setUp();
    for (let count = 0; count < 2; count++) await keys.open(await place(), passphrase);
    expect(Buffer.compare(derived[0]!, derived[1]!)).not.toBe(0);
  });

  it.each([
    [11, 'INVALID_INPUT'],
    [12, undefined],
    [1_024, undefined],
    [1_025, 'INVALID_INPUT'],
  ])('takes a new passphrase of %i characters: %s', async (length, outcome) => {
    const { keys, derived } = setUp();
    const path = await place();
    expect(await outcomeOf(keys.open(path, new Secret('x'.repeat(length))))).toBe(outcome);
    expect([keys.get(path) !== undefined, derived.length]).toEqual(outcome ? [false, 0] : [true, 1]);
  });
});

describe('a file that is there', () => {
  it('is opened by its passphrase alone, at the cost and with the salt that it names', async () => {
    const { path, parts, keys, before } = await sealedBefore();
    expect(keys.fit(path, parts)).toBe(false);
    await keys.open(path, passphrase);
    const { nonce: _nonce, ...header } = parts.header;
    expect(keys.get(path)).toEqual({ header, keys: before.get(path)?.keys });
    expect(keys.fit(path, parts)).toBe(true);
    expect(keys.fit(`${path}.other`, parts)).toBe(false);
  });

  it('is not opened by another one, whose keys do not stay in memory', async () => {
    const { path, keys, derived } = await sealedBefore();
    await expect(keys.open(path, other)).rejects.toMatchObject({
      code: 'STORAGE_LOCKED',
      message: 'This passphrase does not open the file.',
    });
    expect([keys.get(path), derived.map(isWiped)]).toEqual([undefined, [true]]);
  });

  it.each([
    ['', 1],
    ['short', 1],
    ['x'.repeat(1_024), 1],
    ['x'.repeat(1_025), 0],
  ])(
    'is locked to a wrong passphrase of any length (case %#), and no key is made of one that is too long',
    async (text, made) => {
      const { path, keys, derived } = await sealedBefore();
      expect(await outcomeOf(keys.open(path, new Secret(text)))).toBe('STORAGE_LOCKED');
      expect(derived).toHaveLength(made);
    },
  );

  it.each([
    ['is damaged', 'STORAGE_CORRUPT', (path: string) => writeFile(path, 'AXMS and then nothing')],
    ['is not there, nor its folder', 'STORAGE_UNAVAILABLE', undefined],
  ])('that %s is told from a wrong passphrase before a key is made', async (_what, code, damage) => {
    const { keys, derived } = setUp();
    const path = damage ? await place() : join(await place(), 'tokens.axiomsealed');
    await damage?.(path);
    expect(await outcomeOf(keys.open(path, passphrase))).toBe(code);
    expect(derived).toEqual([]);
  });
});

describe('keys that are held', () => {
  it('stay as they were after every failure', async () => {
    const { path, parts, keys } = await sealedBefore();
    await keys.open(path, passphrase);
    const held = keys.get(path);
    expect(await outcomeOf(keys.open(path, other))).toBe('STORAGE_LOCKED');
    await writeFile(path, 'damaged');
    expect(await outcomeOf(keys.open(path, passphrase))).toBe('STORAGE_CORRUPT');
    expect(keys.get(path)).toBe(held);
    expect([isWiped(held?.keys), keys.fit(path, parts)]).toEqual([false, true]);
  });

  it('are wiped when others take their place', async () => {
    const { keys } = setUp();
    const path = await place();
    await keys.open(path, passphrase);
    const former = keys.get(path);
    await keys.open(path, other);
    expect([isWiped(former?.keys), isWiped(keys.get(path)?.keys)]).toEqual([true, false]);
  });

  it('are wiped for one path when it is forgotten, and for all at the end', async () => {
    const { keys, derived } = setUp();
    const [first, second, third] = [await place(), await place(), await place()];
    for (const path of [first, second, third]) await keys.open(path, passphrase);
    keys.forget(first);
    keys.forget('/never/opened');
    expect([keys.get(first), derived.map(isWiped)]).toEqual([undefined, [true, false, false]]);
    keys.dispose();
    expect(derived.map(isWiped)).toEqual([true, true, true]);
    expect([keys.get(second), keys.get(third)]).toEqual([undefined, undefined]);
  });

  it('are made one after another, because each takes 128 MiB, and a failure delays no other', async () => {
    const { path, keys, mostAtOnce } = await sealedBefore();
    const places = await Promise.all([place(), place()]);
    const outcomes = [keys.open(path, other), ...places.map((next) => keys.open(next, passphrase))].map(outcomeOf);
    expect(await Promise.all(outcomes)).toEqual(['STORAGE_LOCKED', undefined, undefined]);
    expect([mostAtOnce(), places.every((next) => keys.get(next))]).toEqual([1, true]);
  });
});
