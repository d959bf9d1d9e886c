import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { readBackupLabel, sealBackup, unsealBackup } from '../../../../main/core/backup/backup-codec';
import type { BackupContents } from '../../../../main/core/backup/backup-contents';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { Crypto } from '../../../../main/core/ports/crypto';
import { Secret } from '../../../../main/core/base/secret';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { outcomeOf } from '../../../support/core-graph';
import { exposed, makeRecord } from '../../../support/make-record';
import { createRememberingCrypto } from '../../../support/fakes/crypto/remembering-crypto';
import { cheapScrypt } from '../../../support/fakes/crypto/cheap-scrypt';

const real = createNodeCrypto();
let derivations = 0;
/** The real cryptography with a cheap key derivation, which would take most of the tests' time. */
const quick: Crypto = {
  ...real,
  scrypt: (passphrase, salt, parameters, length) => {
    derivations++;
    return cheapScrypt(passphrase, salt, parameters, length);
  },
};

const passphrase = new Secret('zwölf Boxkämpfer');
const contents: BackupContents = {
  createdAtMs: FAKE_START_MS,
  appVersion: '1.2.3',
  profiles: [
    { id: 'default', name: 'main', record: makeRecord(3) },
    { id: 'bot-2', name: 'Böt', record: makeRecord(9, FAKE_START_MS, { origin: 'http://127.0.0.1:1' }) },
  ],
};
const plain = ({ profiles, ...rest }: BackupContents) => ({
  ...rest,
  profiles: profiles.map(({ record, ...profile }) => ({ ...profile, record: exposed(record) })),
});
let bytes: Uint8Array;

const codeOf = async (file: Uint8Array, secret = passphrase): Promise<string> =>
  unsealBackup(file, secret, quick).then(
    () => 'opened',
    (error: unknown) => (error instanceof AxiomTokenError ? error.code : `not ours: ${String(error)}`),
  );

const flipped = (file: Uint8Array, at: number) => file.map((byte, index) => (index === at ? byte ^ 1 : byte));
/** The file with a correct SHA-256 at its end, as an attacker would write it. */
const rehashed = (file: Uint8Array) => {
  const body = file.subarray(0, file.length - 32);
  return Uint8Array.from(Buffer.concat([body, createHash('sha256').update(body).digest()]));
};
const withHeader = (change: (header: Record<string, unknown>) => unknown) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const end = 10 + view.getUint32(6);
  const header = JSON.parse(Buffer.from(bytes.subarray(10, end)).toString()) as Record<string, unknown>;
  const json = Buffer.from(JSON.stringify(change(header)));
  const head = Buffer.from(bytes.subarray(0, 10));
  head.writeUInt32BE(json.length, 6);
  return rehashed(Uint8Array.from(Buffer.concat([head, json, bytes.subarray(end)])));
};

// Not once for all tests: a failure there would skip the tests instead of failing them.
beforeEach(async () => {
  bytes = await sealBackup(contents, passphrase, quick);
});

it('seals the same twice with another salt and another nonce', async () => {
  const headers = await Promise.all([1, 2].map(() => sealBackup(contents, passphrase, quick))).then((files) =>
    files.map((file) => {
      const end = 10 + new DataView(file.buffer, file.byteOffset).getUint32(6);
      return JSON.parse(Buffer.from(file.subarray(10, end)).toString()) as { salt: string; nonce: string };
    }),
  );
  expect(new Set(headers.map(({ nonce }) => nonce)).size).toBe(2);
  expect(new Set(headers.map(({ salt }) => salt)).size).toBe(2);
});

describe('a backup', () => {
  it('gives back what was put in, with the real cost of the key', async () => {
    const remembering = createRememberingCrypto(real);
    const sealed = await sealBackup(contents, passphrase, remembering);
    expect(plain(await unsealBackup(sealed, passphrase, remembering))).toEqual(plain(contents));
  });

  it('shows nothing of the tokens, names or accounts, and nothing twice', async () => {
    const text = Buffer.from(bytes).toString('latin1');
    const tokens = contents.profiles.flatMap(({ record }) => [record.tokens.accessToken, record.tokens.refreshToken]);
    for (const part of [
      ...tokens.map((token) => token.expose()),
      'default',
      'bot-2',
      'account-1',
      'example.com',
      'access_token',
    ]) {
      expect(text).not.toContain(part);
    }
    const again = await sealBackup(contents, passphrase, quick);
    expect(Buffer.compare(again.subarray(200), bytes.subarray(200))).not.toBe(0);
  });

  it('has the header that says how its key is derived', () => {
    expect(Buffer.from(bytes.subarray(0, 6)).toString('latin1')).toBe('AXMB\0\u0001');
    expect(Buffer.from(bytes.subarray(10, 400)).toString('latin1')).toMatch(
      /^\{"kdf":"scrypt","N":131072,"r":8,"p":1,"salt":"[0-9a-f]{64}","nonce":"[0-9a-f]{24}"/,
    );
  });

  it('opens with the same passphrase in the other Unicode form', async () => {
    expect(await codeOf(bytes, new Secret(passphrase.expose().normalize('NFD')))).toBe('opened');
  });

  it('distinguishes a wrong passphrase from damage', async () => {
    expect(await codeOf(bytes, new Secret('another passphrase'))).toBe('BACKUP_WRONG_PASSPHRASE');
    expect(await codeOf(bytes, new Secret(''))).toBe('BACKUP_WRONG_PASSPHRASE');
  });

  it('is not opened by a passphrase over the length limit, which is known before a key is derived', async () => {
    const before = derivations;
    expect(await codeOf(bytes, new Secret('x'.repeat(1_025)))).toBe('BACKUP_WRONG_PASSPHRASE');
    expect(derivations).toBe(before);
  });

  it('is damaged when any one bit differs, and this is known before a key is derived', async () => {
    const before = derivations;
    for (let at = 0; at < bytes.length; at += 7) expect(await codeOf(flipped(bytes, at))).toBe('BACKUP_CORRUPT');
    expect(derivations).toBe(before);
  });

  it('is damaged when cut anywhere or longer', async () => {
    for (let length = 0; length < bytes.length; length += 13)
      expect(await codeOf(bytes.subarray(0, length))).toBe('BACKUP_CORRUPT');
    expect(await codeOf(Uint8Array.from([...bytes, 0]))).toBe('BACKUP_CORRUPT');
  });

  it('does not open when somebody changed it and made the checksum right again', async () => {
    const body = bytes.length - 32;
    for (let at = 0; at < body; at += 11) expect(await codeOf(rehashed(flipped(bytes, at)))).toMatch(/^BACKUP_/);
    expect(await codeOf(rehashed(flipped(bytes, body - 1)))).toBe('BACKUP_CORRUPT');
    expect(await codeOf(withHeader((header) => ({ ...header, created_at_ms: 0 })))).toBe('BACKUP_WRONG_PASSPHRASE');
  });

  it('says without the passphrase when it was made, and what is of no use whatever the passphrase', async () => {
    const labelOf = (file: Uint8Array) => outcomeOf(Promise.resolve().then(() => readBackupLabel(file, quick)));
    expect(await labelOf(bytes)).toEqual({ createdAtMs: contents.createdAtMs, appVersion: contents.appVersion });
    expect(await labelOf(flipped(bytes, 40))).toBe('BACKUP_CORRUPT');
    expect(await labelOf(new TextEncoder().encode('We went to the sea.'))).toBe('BACKUP_CORRUPT');
    // No page could show it.
    expect(await labelOf(withHeader((header) => ({ ...header, created_at_ms: 8.64e15 + 1 })))).toBe('BACKUP_CORRUPT');
    const newer = Uint8Array.from(bytes);
    newer[5] = 2;
    expect(await labelOf(rehashed(newer))).toBe('BACKUP_UNSUPPORTED');
  });

  it('of a newer version asks for a newer app', async () => {
    const newer = Uint8Array.from(bytes);
    newer[5] = 2;
    expect(await codeOf(rehashed(newer))).toBe('BACKUP_UNSUPPORTED');
    newer[5] = 0;
    expect(await codeOf(rehashed(newer))).toBe('BACKUP_CORRUPT');
  });

  it.each([
    { N: 2 ** 14 },
    { N: 2 ** 21 },
    { N: 2 ** 17 + 1 },
    { N: '131072' },
    { r: 16 },
    { p: 5 },
    { p: 0 },
    { kdf: 'none' },
    { salt: '00' },
    { nonce: 'zz'.repeat(12) },
  ])('is refused before a key is derived when its header says %j', async (change) => {
    const before = derivations;
    expect(await codeOf(withHeader((header) => ({ ...header, ...change })))).toBe('BACKUP_CORRUPT');
    expect(derivations).toBe(before);
  });

  it('is refused when it or its header is over the size limit', async () => {
    const before = derivations;
    const large = new Uint8Array(4 * 1024 * 1024 + 1);
    large.set(bytes);
    expect(await codeOf(rehashed(large))).toBe('BACKUP_CORRUPT');
    expect(await codeOf(withHeader((header) => ({ ...header, extra: 'x'.repeat(5_000) })))).toBe('BACKUP_CORRUPT');
    expect(derivations).toBe(before);
  });

  it('throws nothing but its own errors for any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (noise, hasMagic) => {
        const file = rehashed(
          Uint8Array.from([...(hasMagic ? bytes.subarray(0, 10) : []), ...noise, ...new Uint8Array(32)]),
        );
        expect(await codeOf(file)).toBe('BACKUP_CORRUPT');
      }),
    );
  });

  it.each([
    ['a passphrase of 11 characters', 'elf Zeichen', contents, 'The passphrase is shorter than 12 characters.'],
    ['no profile', passphrase.expose(), { ...contents, profiles: [] }, 'There are no tokens to back up.'],
  ])('is not made with %s', async (_name, secret, what, message) => {
    await expect(sealBackup(what, new Secret(secret), quick)).rejects.toMatchObject({ code: 'INVALID_INPUT', message });
  });

  it('of nothing says what to do first', async () => {
    await expect(sealBackup({ ...contents, profiles: [] }, passphrase, quick)).rejects.toMatchObject({
      remedy: 'Sign in first, then back up.',
    });
  });

  it('leaves no key and no plaintext behind in memory', async () => {
    const handled: Uint8Array[] = [];
    const watched: Crypto = {
      ...quick,
      scrypt: async (...asked) => kept(await quick.scrypt(...asked)),
      seal: (key, nonce, plaintext, aad) => quick.seal(key, nonce, kept(plaintext), aad),
      open: (...asked) => kept(quick.open(...asked)),
    };
    const kept = <T extends Uint8Array | undefined>(made: T): T => {
      if (made) handled.push(made);
      return made;
    };
    await unsealBackup(await sealBackup(contents, passphrase, watched), passphrase, watched);
    expect(handled).toHaveLength(4);
    expect(handled.every((array) => array.length > 60 && array.every((byte) => byte === 0))).toBe(true);
  });

  it('with damaged content, although its tag is valid, is reported as damaged', async () => {
    const odd: Crypto = { ...quick, open: () => new TextEncoder().encode('{"v":1,"profiles":[]}') };
    await expect(unsealBackup(bytes, passphrase, odd)).rejects.toMatchObject({ code: 'BACKUP_CORRUPT' });
    const torn: Crypto = { ...quick, open: () => undefined };
    await expect(unsealBackup(bytes, passphrase, torn)).rejects.toMatchObject({ code: 'BACKUP_CORRUPT' });
  });

  it('is not made larger than a reader accepts', async () => {
    const record = makeRecord(1, FAKE_START_MS, { email: 'x'.repeat(60_000) });
    const profiles = Array.from({ length: 80 }, (_, number) => ({ id: `p-${number}`, name: 'n', record }));
    await expect(sealBackup({ ...contents, profiles }, passphrase, quick)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'There are more accounts than fit into one backup.',
    });
  });
});
