// A backup file under fuzz: every bit flipped, cut at every length, damaged with a correct checksum, and random bytes. None of them ever opens.
import { createHash } from 'node:crypto';
import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import { sealBackup, unsealBackup } from '../../main/core/backup/backup-codec';
import type { Crypto } from '../../main/core/ports/crypto';
import { Secret } from '../../main/core/base/secret';
import { FAKE_START_MS } from '../support/fakes/clock/fake-clock';
import type { RandomSource } from './fuzz-mutations';
import { judgeError, type Problem } from './fuzz-oracle';
import { sampleRecord } from './fuzz-samples';
import { cheapScrypt } from '../support/fakes/crypto/cheap-scrypt';

/** Called for each input. */
export type Report = (problem: Problem, what: string) => void;

const CODES = ['BACKUP_CORRUPT', 'BACKUP_UNSUPPORTED', 'BACKUP_WRONG_PASSPHRASE'];
const DIGEST_BYTES = 32;

/** `samples`: number of backups to damage; `withRealKey`: number of inputs with full key derivation cost. */
export async function fuzzBackups(
  random: RandomSource,
  samples: number,
  withRealKey: number,
  report: Report,
): Promise<void> {
  const real = createNodeCrypto();
  let derivations = 0;
  /** The derivation cost is measured elsewhere; here it would take all the time. */
  const quick: Crypto = {
    ...real,
    scrypt: (passphrase, salt, parameters, length) => {
      derivations++;
      return cheapScrypt(passphrase, salt, parameters, length);
    },
  };
  const passphrase = new Secret('correct horse battery staple');
  const opened = async (bytes: Uint8Array, crypto: Crypto): Promise<Problem> =>
    unsealBackup(bytes, passphrase, crypto).then(
      () => 'a damaged backup opened',
      (error: unknown) => judgeError(error, Buffer.from(bytes).toString('latin1'), random, CODES),
    );
  for (let sample = 0; sample < samples; sample++) {
    const profiles = [{ id: 'default', name: `main ${sample}`, record: sampleRecord(random) }];
    const contents = { createdAtMs: FAKE_START_MS, appVersion: '1.2.3', profiles };
    const bytes = await sealBackup(contents, passphrase, quick);
    derivations = 0;
    for (let bit = 0; bit < bytes.length * 8; bit++)
      report(await opened(flipped(bytes, bit), quick), `bit ${bit} flipped`);
    for (let end = 0; end < bytes.length; end++) report(await opened(bytes.slice(0, end), quick), `cut at ${end}`);
    report(derivations === 0 ? undefined : 'a damaged file cost a key', 'damage before the key');
    for (let bit = 0; bit < (bytes.length - DIGEST_BYTES) * 8; bit++) {
      report(await opened(rehashed(flipped(bytes, bit)), quick), `bit ${bit} flipped, checksum right`);
    }
    for (let end = DIGEST_BYTES; end < bytes.length; end++) {
      report(await opened(rehashed(bytes.slice(0, end)), quick), `cut at ${end}, checksum right`);
    }
    for (let round = 0; round < bytes.length; round++) {
      const any = Uint8Array.from({ length: random.below(200) }, () => random.below(256));
      report(
        await opened(random.below(2) === 0 ? any : Uint8Array.from([0x41, 0x58, 0x4d, 0x42, 0, 1, ...any]), quick),
        'any bytes',
      );
    }
  }
  if (withRealKey === 0) return;
  const record = sampleRecord(random);
  const bytes = await sealBackup(
    { createdAtMs: FAKE_START_MS, appVersion: '1', profiles: [{ id: 'a', name: 'a', record }] },
    passphrase,
    real,
  );
  for (let round = 0; round < withRealKey; round++) {
    const bit = random.below((bytes.length - DIGEST_BYTES) * 8);
    report(await opened(rehashed(flipped(bytes, bit)), real), `bit ${bit} flipped, checksum right, real key`);
  }
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}

/** With a correct SHA-256 at its end, as an attacker would write it. */
function rehashed(bytes: Uint8Array): Uint8Array {
  const body = bytes.subarray(0, Math.max(0, bytes.length - DIGEST_BYTES));
  return new Uint8Array(Buffer.concat([body, createHash('sha256').update(body).digest()]));
}
