// Writes a token into a file. Never replaces a file that holds a sign-in (of another program or this one), nor any of the app's own files.
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readBounded } from '../../adapters/files/bounded-read';
import { writeExportFile } from '../../adapters/files/export-file';
import { newFernetKey, openFernet, sealFernet } from '../../adapters/files/fernet';
import { errnoOf, toStorageError } from '../../adapters/files/storage-error';
import { refuseOwnFile } from '../../adapters/leftovers/refuse-own-file';
import { AxiomTokenError } from '../../core/base/errors';
import { Secret } from '../../core/base/secret';
import type { Clock } from '../../core/ports/clock';
import { InTime } from '../../core/storage/in-time';
import type { TokenAnswer } from '../../handout/protocol';
import { whyItStays } from '../words/replaceable-file';

/** This command never writes a larger file. */
const LARGEST_BYTES = 1024 * 1024;

/** The Python client's key file. */
const KEY_FILE = 'key.enc';
const TOKENS_FILE = 'tokens.enc';

export interface TokenFileParts {
  /** The app's folders, including everything below them. */
  readonly ownFolders: readonly string[];
  readonly clock: Clock;
}

/** Writes the text, mode 0600, whole or not at all. @throws AxiomTokenError `INVALID_INPUT` in one of the app's folders; `STORAGE_*` */
export async function writeTokenFile(
  path: string,
  text: string,
  { ownFolders, clock }: TokenFileParts,
  isTemplate = false,
): Promise<void> {
  const whole = resolve(path);
  await refuseOwnFile(whole, () => ownFolders, new InTime(clock));
  refuse(whole, whyItStays((await contentOf(whole)) ?? '', isTemplate));
  await writeExportFile(whole, new Secret(text));
}

/** Writes the Python client's two files into `folder`, which is created if missing. @throws AxiomTokenError `STORAGE_*` */
export async function writePythonFiles(
  folder: string,
  token: TokenAnswer,
  { ownFolders, clock }: TokenFileParts,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw toStorageError(error, folder, 'write');
  });
  const [keyPath, tokensPath] = [resolve(folder, KEY_FILE), resolve(folder, TOKENS_FILE)];
  const inTime = new InTime(clock);
  for (const path of [keyPath, tokensPath]) await refuseOwnFile(path, () => ownFolders, inTime);
  const [foundKey, foundTokens] = [await contentOf(keyPath), await contentOf(tokensPath)];
  if (foundTokens !== undefined) {
    const text = openFernet(foundTokens, foundKey ?? '');
    refuse(tokensPath, text === undefined ? 'cannot be opened with the key beside it' : whyItStays(text));
  }
  const key = foundKey !== undefined && foundTokens !== undefined ? foundKey.trim() : newFernetKey();
  const seconds = (time: string | null): number | null => (time === null ? null : Date.parse(time) / 1000);
  const { access_token, refresh_token, expires_at, issued_at } = token;
  const content = { access_token, refresh_token, expires_at: seconds(expires_at), issued_at: seconds(issued_at) };
  if (foundKey === undefined || foundTokens === undefined) await writeExportFile(keyPath, new Secret(key));
  await writeExportFile(tokensPath, new Secret(sealFernet(JSON.stringify(content), key, clock.nowMs())));
}

async function contentOf(path: string): Promise<string | undefined> {
  const found = await readBounded({ path, maxBytes: LARGEST_BYTES, followsLinks: false }).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw toStorageError(error, path, 'read');
  });
  if (typeof found === 'string') refuse(path, 'is not an ordinary file, or far too large');
  return typeof found === 'object' ? found.bytes.toString('utf8') : undefined;
}

function refuse(path: string, why: string | undefined): void {
  if (why === undefined) return;
  throw new AxiomTokenError('STORAGE_DENIED', {
    message: `${path} ${why}.`,
    remedy: 'Choose another file. Nothing was changed.',
  });
}
