// One file that may have tokens in it: what it holds, who can read it, whether git may take it along. Reads, and changes nothing.
import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Secret } from '../../core/base/secret';
import type { Leftover } from '../../core/leftovers/leftover';
import { type LeftoverRules, readLeftover } from '../../core/leftovers/leftover-content';
import { isOfClient, MOST_LEFTOVER_BYTES, type SearchKind } from '../../core/leftovers/leftover-names';
import { readBounded } from '../files/bounded-read';
import { decodeText } from '../files/decode-text';
import { openFernet } from '../files/fernet';
import { isMissing } from '../files/storage-error';
import { workTreeOf } from './git-work-tree';
import { askReadableBy } from './readable-by';

/** The Python client's sealed tokens, and the key that lies in clear beside them. */
const SEALED = 'tokens.enc';
const KEY = 'key.enc';

/** Something that can be a token, or the names of Axiom's: a text without either is not looked through. */
const MAY_HOLD_TOKENS = /(?<![A-Za-z0-9])e[wy][A-Za-z0-9][\w-]{17}|axiom|auth[-_]?(?:access|refresh)/i;

/** All that is told of a file but how it is called in the calls about it. */
export type LeftFile = Omit<Leftover, 'id'>;

/** `undefined`: no token of Axiom's is in it, or it is gone. `unread`: what is in it is not known. */
export async function readLeftFile(
  path: string,
  kind: SearchKind,
  nowMs: number,
): Promise<LeftFile | 'unread' | undefined> {
  try {
    const found = await readBounded({ path, maxBytes: MOST_LEFTOVER_BYTES, followsLinks: false });
    if (typeof found === 'string') return found === 'too-large' ? 'unread' : undefined;
    const isSealed = basename(path) === SEALED;
    const text = isSealed ? await opened(path, found.bytes) : decodeText(found.bytes);
    if (text === undefined || !MAY_HOLD_TOKENS.test(text)) return undefined;
    const content = readLeftover(new Secret(text), { nowMs, believes: believes(path, kind) });
    if (!content) return undefined;
    const { accounts, issuedAtMs, importRefusal, holdsOnlyTokens, lines } = content;
    const workTree = await workTreeOf(path);
    return {
      path,
      accounts: [...accounts],
      ...(issuedAtMs === undefined ? {} : { issuedAtMs }),
      modifiedAtMs: found.modifiedAtMs,
      readableBy: await askReadableBy(path),
      ...(workTree === undefined ? {} : { workTree }),
      ...(importRefusal === undefined ? {} : { importRefusal }),
      holdsOnlyTokens,
      // Of a sealed text no line can be shown.
      lines: isSealed ? [] : [...lines],
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

function believes(path: string, kind: SearchKind): LeftoverRules['believes'] {
  if (isOfClient(basename(path), basename(dirname(path)))) return 'all';
  return kind === 'folder' ? 'plain-names' : 'axiom-only';
}
