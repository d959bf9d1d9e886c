import { describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import {
  deriveKeys,
  isTooLong,
  PASSPHRASE_COST,
  requireNewPassphrase,
} from '../../../../main/core/sealing/passphrase-keys';
import type { Crypto, ScryptParameters } from '../../../../main/core/ports/crypto';
import { Secret } from '../../../../main/core/base/secret';

const real = createNodeCrypto();
const salt = '0a'.repeat(32);
const cheap = { N: 2, r: 8, p: 1, salt };

describe('a new passphrase', () => {
  it.each([
    ['12 characters', 'zwölf Zeiche'],
    ['1024 characters', 'x'.repeat(1_024)],
    ['1024 characters that take more bytes', '🔑'.repeat(1_024)],
  ])('of %s is taken', (_what, text) => {
    expect(() => requireNewPassphrase(new Secret(text))).not.toThrow();
    expect(isTooLong(new Secret(text))).toBe(false);
  });

  it.each([
    ['no characters', '', 'shorter than 12'],
    ['11 characters', 'elf Zeichen', 'shorter than 12'],
    ['11 characters that take more bytes', '🔑'.repeat(11), 'shorter than 12'],
    ['11 characters typed as 22', 'u\u0308'.repeat(11), 'shorter than 12'],
    ['1025 characters', 'x'.repeat(1_025), 'longer than 1024'],
  ])('of %s is refused in words', (_what, text, words) => {
    expect(() => requireNewPassphrase(new Secret(text))).toThrow(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        message: `The passphrase is ${words} characters.`,
        remedy: 'Choose another one. Several words in a row are easy to keep in mind.',
      }),
    );
  });
});

describe('a passphrase that is tried', () => {
  it('is too long from 1025 characters on, however they are typed', () => {
    expect(isTooLong(new Secret('x'.repeat(1_025)))).toBe(true);
    expect(isTooLong(new Secret('u\u0308'.repeat(1_024)))).toBe(false);
    expect(isTooLong(new Secret(''))).toBe(false);
  });
});

describe('the keys of a passphrase', () => {
  it.each([
    [{ N: 2 ** 19, r: 8, p: 1 }, true],
    [{ N: 2 ** 17, r: 8, p: 4 }, true],
    [{ N: 2 ** 20, r: 8, p: 1 }, false],
    [{ N: 2 ** 18, r: 8, p: 3 }, false],
    [{ N: 2 ** 17, r: 33, p: 1 }, false],
    [{ N: 2 ** 20, r: 8, p: 4 }, false],
  ])('that would cost %j are derived: %s', async (cost, isDerived) => {
    let derived = 0;
    const counting: Crypto = {
      ...real,
      scrypt: async (_text, _salt, _cost, length) => {
        derived++;
        return new Uint8Array(length);
      },
    };
    const keys = deriveKeys(new Secret('zwölf Boxkämpfer'), { ...cost, salt }, counting);
    if (isDerived) await keys;
    else
      await expect(keys).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message: 'To open this file would take more than 4 times the work of any that this app seals.',
      });
    expect(derived).toBe(isDerived ? 1 : 0);
  });

  it('are two of 32 bytes, other ones for another passphrase, salt or cost', async () => {
    const passphrase = new Secret('zwölf Boxkämpfer');
    const keys = await deriveKeys(passphrase, cheap, real);
    expect(keys).toHaveLength(64);
    expect(await deriveKeys(passphrase, cheap, real)).toEqual(keys);
    expect(await deriveKeys(new Secret('zwölf Boxkämpfes'), cheap, real)).not.toEqual(keys);
    expect(await deriveKeys(passphrase, { ...cheap, salt: '0b'.repeat(32) }, real)).not.toEqual(keys);
    expect(await deriveKeys(passphrase, { ...cheap, N: 4 }, real)).not.toEqual(keys);
  });

  it('are the same in both Unicode forms of the passphrase', async () => {
    const [one, other] = ['NFC', 'NFD'].map((form) => new Secret('zwölf Boxkämpfer'.normalize(form)));
    expect(one?.equals(other ?? new Secret(''))).toBe(false);
    const keys = await Promise.all([one, other].map((form) => deriveKeys(form ?? new Secret(''), cheap, real)));
    expect(keys[0]).toEqual(keys[1]);
  });

  it('are derived by scrypt with the full cost, and leave no passphrase behind, not even when that fails', async () => {
    const asked: { readonly text: Uint8Array; readonly salt: Uint8Array; readonly parameters: ScryptParameters }[] = [];
    const failing: Crypto = {
      ...real,
      scrypt: async (text, bytes, parameters) => {
        expect(new TextDecoder().decode(text)).toBe('ein Passwort');
        asked.push({ text, salt: bytes, parameters });
        throw new Error('no memory');
      },
    };
    await expect(deriveKeys(new Secret('ein Passwort'), { ...PASSPHRASE_COST, salt }, failing)).rejects.toThrow(
      'no memory',
    );
    expect(asked).toMatchObject([
      { text: new Uint8Array(12), salt: new Uint8Array(32).fill(10), parameters: { N: 131_072, r: 8, p: 1 } },
    ]);
  });
});
