// The tags that stand for tokens in the audit trail: a part of an HMAC of the token, with a key that is made once and kept in `trail-key.json`.
import { renameSync } from 'node:fs';
import * as z from 'zod';
import { fromHex, toHex } from '../../core/base/bytes';
import { storedVersions } from '../../core/base/stored-versions';
import type { Clock } from '../../core/ports/clock';
import type { Crypto } from '../../core/ports/crypto';
import type { Logger } from '../../core/ports/logger';
import type { TokenTags } from '../../handout/handout-state';
import { setAsideName } from '../files/checked-json-file';
import { writeNow } from '../files/write-now';
import { CachedJson } from './cached-json';

export interface TokenTagsParts {
  /** Ends in `.json`. */
  readonly path: string;
  readonly crypto: Pick<Crypto, 'hmacSha256' | 'randomBytes'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

const KEY_BYTES = 32;
const TAG_BYTES = 4;

export const TRAIL_KEY_VERSIONS = storedVersions(z.looseObject({ key: z.string().regex(/^[0-9a-f]{64}$/) }));

/** Makes the tags. The key is read, or made, at the first call. */
export function createTokenTags({ path, crypto, clock, logger }: TokenTagsParts): TokenTags {
  const encoder = new TextEncoder();
  const known = new WeakMap<object, string>();
  let key: Uint8Array | undefined;

  const makeKey = (): Uint8Array => {
    const made = crypto.randomBytes(KEY_BYTES);
    const json = { version: TRAIL_KEY_VERSIONS.current, key: toHex(made) };
    const isWritten = writeNow(path, Buffer.from(`${JSON.stringify(json, undefined, 2)}\n`), { isNew: true });
    // If another process was first, its key is used.
    return isWritten ? made : (readKey() ?? made);
  };
  const readKey = (): Uint8Array | undefined => {
    const found = new CachedJson(path, (content) => {
      const { version, ...rest } = z.looseObject({}).parse(content);
      return TRAIL_KEY_VERSIONS.read(rest, version);
    }).read();
    if (found.kind === 'value') return fromHex(found.value.key);
    if (found.kind === 'damaged') renameSync(path, setAsideName(path, clock.nowMs()));
    if (found.kind === 'unreadable') throw found.error;
    if (found.kind === 'later') throw new Error('of a newer version');
    return undefined;
  };
  const keyOfThisComputer = (): Uint8Array => {
    try {
      return readKey() ?? makeKey();
    } catch (error) {
      logger.error('the key of the trail cannot be used; tokens have other tags in this run', error, { path });
      return crypto.randomBytes(KEY_BYTES);
    }
  };

  return {
    tagOf(token) {
      const found = known.get(token);
      if (found !== undefined) return found;
      key ??= keyOfThisComputer();
      const tag = toHex(crypto.hmacSha256(key, encoder.encode(token.expose())).subarray(0, TAG_BYTES));
      known.set(token, tag);
      return tag;
    },
  };
}
