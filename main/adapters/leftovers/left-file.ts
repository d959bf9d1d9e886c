// One file that may have tokens in it: what it holds, who can read it, whether git may take it along. Reads, and changes nothing.
import { createHash } from 'node:crypto';
import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Secret } from '../../core/base/secret';
import type { Leftover } from '../../core/leftovers/leftover';
import { type LeftoverContent, type LeftoverRules, readLeftover } from '../../core/leftovers/leftover-content';
import { MOST_LEFTOVER_BYTES } from '../../core/leftovers/leftover-names';
import { shownPath } from '../../core/leftovers/shown-path';
import { readBounded } from '../files/bounded-read';
import { decodeText, utf8Of } from '../files/decode-text';
import { openFernet } from '../files/fernet';
import { isMissing } from '../files/storage-error';
import { tokenParts } from '../files/token-parts';
import { workTreeOf } from './git-work-tree';
import { askReadableBy } from './readable-by';

/** The Python client's sealed tokens, and the key that lies in clear beside them. */
const SEALED = 'tokens.enc';
const KEY = 'key.enc';

/** Something that can be a token, or the names of Axiom's: a text without either is not looked through. */
const MAY_HOLD_TOKENS = /(?<![A-Za-z0-9])e[wy][A-Za-z0-9][\w-]{17}|axiom|auth[-_]?(?:access|refresh)/i;
/** Of a larger text only what is near a token is looked through, so that main is not held up. */
const MOST_WHOLE_BYTES = 64 * 1024;

/** All that is told of a file but how it is called in the calls about it. */
export interface LeftFile extends Omit<Leftover, 'id'> {
  /** Another one is another file, or another content. No secret. */
  readonly identity: string;
}

/** `undefined`: no token of Axiom's is in it, or it is gone. `unread`: what is in it is not known. */
export async function readLeftFile(
  path: string,
  believes: LeftoverRules['believes'],
  nowMs: number,
): Promise<LeftFile | 'unread' | undefined> {
  try {
    const { dev, ino } = await lstat(path);
    const found = await readBounded({ path, maxBytes: MOST_LEFTOVER_BYTES, followsLinks: false });
    if (typeof found === 'string') return 'unread';
    const content = await contentOf(path, found.bytes, { nowMs, believes });
    if (content === undefined) return undefined;
    if (content === 'too-much') return 'unread';
    const { accounts, issuedAtMs, importRefusal, holdsOnlyTokens, lines } = content;
    const workTree = await workTreeOf(path);
    return {
      path: shownPath(path),
      accounts: [...accounts],
      ...(issuedAtMs === undefined ? {} : { issuedAtMs }),
      modifiedAtMs: found.modifiedAtMs,
      readableBy: await askReadableBy(path),
      ...(workTree === undefined ? {} : { workTree: shownPath(workTree) }),
      ...(importRefusal === undefined ? {} : { importRefusal }),
      holdsOnlyTokens,
      lines: [...lines],
      identity: `${dev}:${ino}:${createHash('sha256').update(found.bytes).digest('hex')}`,
    };
  } catch (error) {
    return isMissing(error) ? undefined : 'unread';
  }
}

/** The file, and the key that opens it where it is sealed: both must be closed. */
export async function filesOf(path: string): Promise<readonly string[]> {
  if (basename(path) !== SEALED) return [path];
  const key = await realpath(join(dirname(path), KEY)).catch(() => undefined);
  return key === undefined ? [path] : [path, key];
}

async function contentOf(
  path: string,
  bytes: Buffer,
  rules: LeftoverRules,
): Promise<LeftoverContent | 'too-much' | undefined> {
  if (basename(path) === SEALED) {
    const text = await opened(path, bytes);
    const content = text === undefined ? undefined : readLeftover(new Secret(text), rules);
    // Of a sealed text no line can be shown.
    return typeof content === 'object' ? { ...content, lines: [] } : content;
  }
  const isLarge = bytes.length > MOST_WHOLE_BYTES;
  const text = isLarge ? await tokenParts(await utf8Of(bytes), () => false) : decodeText(bytes);
  if (!MAY_HOLD_TOKENS.test(text)) return undefined;
  const content = readLeftover(new Secret(text), rules);
  return isLarge && typeof content === 'object' ? { ...content, holdsOnlyTokens: false, lines: [] } : content;
}

async function opened(path: string, sealed: Buffer): Promise<string | undefined> {
  const key = await readBounded({
    path: join(dirname(path), KEY),
    maxBytes: MOST_LEFTOVER_BYTES,
    followsLinks: false,
  }).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  return typeof key === 'object' ? openFernet(sealed.toString('latin1'), key.bytes.toString('latin1')) : undefined;
}
