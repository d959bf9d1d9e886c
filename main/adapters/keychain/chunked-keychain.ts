// Wraps a keychain with small entries: stores a longer value in parts, `<account>#a#0`... or `<account>#b#0`..., and under the account itself a head
// that names them. Writing the head commits the new value. Never enumerates entries. Used around the keychain on Windows.
import { AxiomTokenError } from '../../core/base/errors';
import { createInTurn } from '../../core/flow/in-turn';
import type { Logger } from '../../core/ports/logger';
import { Secret } from '../../core/base/secret';
import {
  checksumOf,
  decodeHead,
  encodeHead,
  type Head,
  looksLikeHead,
  MAX_PARTS,
  type Slot,
  splitText,
} from './chunked-keychain-head';
import type { Keychain } from './keychain';

export interface ChunkedKeychainOptions {
  readonly keychain: Keychain;
  /** Only Windows needs parts; elsewhere the keychain itself is returned. */
  readonly platform: NodeJS.Platform;
  readonly logger: Logger;
  /** Largest entry in bytes of UTF-8. A head needs up to 160. */
  readonly limitBytes?: number;
  /** Uses parts on every platform. */
  readonly isForced?: boolean;
}

/** CREDENTIALW holds 2560 bytes; the difference is left for what Windows adds. */
export const WINDOWS_ENTRY_BYTES = 2_400;

/**
 * The keychain with parts. Wherever a write is interrupted, a reader gets the former value or the new one, never a mix. Parts that are missing or do not match
 * their head are `STORAGE_CORRUPT`, and stay. Only one writer for an account at a time, also among processes; readers need no lock.
 */
export function createChunkedKeychain(options: ChunkedKeychainOptions): Keychain {
  const { keychain, platform, logger, limitBytes = WINDOWS_ENTRY_BYTES, isForced = false } = options;
  if (platform !== 'win32' && !isForced) return keychain;
  const inTurn = createInTurn();

  const readParts = async (account: string, head: Head): Promise<Secret | undefined> => {
    let text = '';
    for (let index = 0; index < head.count; index++) {
      const part = await keychain.get(partName(account, head.slot, index));
      if (!part) return undefined;
      text += part.expose();
    }
    return checksumOf(text) === head.sha256 ? new Secret(text) : undefined;
  };

  const read = async (account: string): Promise<Secret | undefined> => {
    for (let failed: Secret | undefined; ; ) {
      const entry = await keychain.get(account);
      if (!entry || !looksLikeHead(entry.expose())) return entry;
      const head = decodeHead(entry);
      const value = head && (await readParts(account, head));
      if (value) return value;
      // Another process may have written meanwhile and removed these parts. The head has changed then, and the read is repeated.
      if (failed?.equals(entry)) throw new AxiomTokenError('STORAGE_CORRUPT');
      failed = entry;
    }
  };

  /** Removes the parts of a slot from index `keep` on. Parts have no gap, so the end is found by reading, and removal starts at the end. */
  const trim = async (account: string, slot: Slot, keep: number): Promise<void> => {
    let end = keep;
    while (end < MAX_PARTS && (await keychain.get(partName(account, slot, end)))) end++;
    while (end > keep) await keychain.delete(partName(account, slot, --end));
  };

  const commit = async (account: string, entry: Secret): Promise<void> => {
    await keychain.set(account, entry);
    // The former parts may be removed only when this entry is certainly stored.
    if ((await keychain.get(account))?.equals(entry) !== true) throw notStored();
  };

  const removeFormerParts = async (account: string, current: Head | undefined): Promise<void> => {
    try {
      for (const slot of ['a', 'b'] as const) await trim(account, slot, current?.slot === slot ? current.count : 0);
    } catch (error) {
      // The value is saved; the next write or delete removes the rest.
      logger.error('parts of a former value were left in the keychain', error, { account });
    }
  };

  const write = async (account: string, secret: Secret): Promise<void> => {
    const text = secret.expose();
    if (Buffer.byteLength(text, 'utf8') <= limitBytes && !looksLikeHead(text)) {
      await commit(account, secret);
      await removeFormerParts(account, undefined);
      return;
    }
    const parts = splitText(text, limitBytes);
    if (parts.length > MAX_PARTS) throw new AxiomTokenError('SECRET_TOO_LARGE');
    const entry = await keychain.get(account);
    const former = entry && decodeHead(entry);
    const head: Head = {
      slot: former?.slot === 'a' ? 'b' : 'a',
      generation: (former?.generation ?? 0) + 1,
      count: parts.length,
      sha256: checksumOf(text),
    };
    for (const [index, part] of parts.entries()) {
      await keychain.set(partName(account, head.slot, index), new Secret(part));
    }
    if (!(await readParts(account, head))) throw notStored();
    await commit(account, new Secret(encodeHead(head)));
    await removeFormerParts(account, head);
  };

  return {
    get: (account) => inTurn(() => read(account)),
    set: (account, secret) => inTurn(() => write(account, secret)),
    delete: (account) =>
      inTurn(async () => {
        // The head first: parts without a head are never read, but a head without its parts is damage.
        const wasThere = await keychain.delete(account);
        if ((await keychain.get(account)) === undefined) {
          for (const slot of ['a', 'b'] as const) await trim(account, slot, 0);
        }
        return wasThere;
      }),
  };
}

/** A profile id never contains `#`, so this cannot be the account of a profile. */
function partName(account: string, slot: Slot, index: number): string {
  return `${account}#${slot}#${index}`;
}

function notStored(): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: 'The keychain accepted the tokens but did not return the same ones.',
    remedy: 'Retry saving. What was saved before is untouched.',
  });
}
