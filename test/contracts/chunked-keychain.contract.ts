// The contract of every Keychain. Run against the one in memory, the real keyring, and the chunked one over both.
import { describe, expect, it } from 'vitest';
import type { Keychain } from '../../main/adapters/keychain/keychain';
import { testKeychain } from '../../main/adapters/keychain/keychain-self-test';
import { Secret } from '../../main/core/base/secret';

/** A keychain, the same one as a later program sees it, and the longest text that it accepts. */
export interface KeychainStage {
  readonly keychain: Keychain;
  readonly reopen: () => Keychain;
  readonly maxBytes: number;
}

const LENGTHS = [1, 161, 2_399, 2_400, 2_401, 4_800, 4_801, 12_288, 65_536];

/** A printable text without repeated sections, so that a misplaced part is noticed. */
export function textOf(length: number, seed = 0): string {
  let text = '';
  for (let index = 0; text.length < length; index++) text += `${seed}.${index}-`;
  return text.slice(0, length);
}

const exposed = async (text: Promise<Secret | undefined>) => (await text)?.expose();

/** Accounts are new in each test: some keychains outlive the test. */
let nextAccount = 0;
const newAccount = () => `account-${nextAccount++}`;

export function describeKeychain(name: string, open: () => Promise<KeychainStage>): void {
  describe(`Keychain contract: ${name}`, () => {
    it('says "none" where there is none, and that there was none to remove', async () => {
      const { keychain } = await open();
      const account = newAccount();
      expect(await keychain.get(account)).toBeUndefined();
      expect(await keychain.delete(account)).toBe(false);
      expect(await keychain.get(account)).toBeUndefined();
    });

    it('gives back texts of every length that it takes, also to a program started later', async () => {
      const { keychain, reopen, maxBytes } = await open();
      const account = newAccount();
      const lengths = LENGTHS.filter((length) => length <= maxBytes);
      expect(lengths.length).toBeGreaterThan(3);
      // Up and down, so that each text follows a longer and a shorter one.
      for (const length of [...lengths, ...lengths.slice().reverse()]) {
        const text = textOf(length);
        await keychain.set(account, new Secret(text));
        expect(await exposed(keychain.get(account))).toBe(text);
        expect(await exposed(reopen().get(account))).toBe(text);
      }
    });

    it('gives back characters of more than one byte', async () => {
      const { keychain } = await open();
      const account = newAccount();
      for (const text of ['grüß dich', '\u20ac\u{1f511}'.repeat(300), `x${'\u{1f511}'.repeat(599)}`]) {
        await keychain.set(account, new Secret(text));
        expect(await exposed(keychain.get(account))).toBe(text);
      }
    });

    it('keeps the last of several texts that are set at once', async () => {
      const { keychain, maxBytes } = await open();
      const account = newAccount();
      const texts = [1, 5_000, 3_000, 20, 7_000].map((length, seed) => textOf(Math.min(length, maxBytes), seed));
      await Promise.all(texts.map((text) => keychain.set(account, new Secret(text))));
      expect(await exposed(keychain.get(account))).toBe(texts.at(-1));
    });

    it('forgets what is deleted, once, and takes a new text then', async () => {
      const { keychain, reopen, maxBytes } = await open();
      for (const length of [10, Math.min(6_000, maxBytes)]) {
        const account = newAccount();
        await keychain.set(account, new Secret(textOf(length)));
        expect(await keychain.delete(account)).toBe(true);
        expect(await reopen().get(account)).toBeUndefined();
        expect(await keychain.delete(account)).toBe(false);
        await keychain.set(account, new Secret('new'));
        expect(await exposed(keychain.get(account))).toBe('new');
      }
    });

    it('keeps accounts apart', async () => {
      const { keychain, maxBytes } = await open();
      const [first, second] = [newAccount(), newAccount()];
      const texts = [textOf(Math.min(6_000, maxBytes), 1), textOf(Math.min(6_000, maxBytes), 2)] as const;
      await keychain.set(first, new Secret(texts[0]));
      await keychain.set(second, new Secret(texts[1]));
      await keychain.delete(second);
      expect(await exposed(keychain.get(first))).toBe(texts[0]);
    });

    it('passes the self-test', async () => {
      const { keychain } = await open();
      expect(await testKeychain(keychain, Math.random)).toEqual({ isOk: true });
    });
  });
}
