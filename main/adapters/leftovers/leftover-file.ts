// Describes one file that may hold tokens: its content, who can read it, whether it is in a git work tree. Changes nothing.
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

/** The encrypted tokens of the Python client, and the unencrypted key beside them. */
const SEALED = 'tokens.enc';
const KEY = 'key.enc';

/** Something like a token, or names of Axiom tokens. A text without either is not searched further. */
const MAY_HOLD_TOKENS = /(?<![A-Za-z0-9])e[wy][A-Za-z0-9][\w-]{17}|axiom|auth[-_]?(?:access|refresh)/i;
/** Of a larger text only the parts near tokens are searched, so that the main process is not blocked. */
const MOST_WHOLE_BYTES = 64 * 1024;

/** The description of a file, without the id that the finder gives it. */
export interface LeftoverFile extends Omit<Leftover, 'id'> {
  /** Changes when the file or its content changes. Not secret. */
  readonly identity: string;
}

/** Describes the file. `undefined`: it has no Axiom token, or does not exist any more. `unread`: its content could not be read. */
export async function readLeftoverFile(
  path: string,
  believes: LeftoverRules['believes'],
  nowMs: number,
): Promise<LeftoverFile | 'unread' | undefined> {
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

/** The file, and for encrypted tokens the key file too: the access of other users must be taken away from both. */
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
    // The lines of an encrypted text cannot be shown.
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
