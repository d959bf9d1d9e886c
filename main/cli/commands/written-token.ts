// Writes a token into the file that a person names. A file that holds a sign-in, of another program or of this one, is never replaced, and none of the app's own.
import { mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { readBounded } from '../../adapters/files/bounded-read';
import { writeExportFile } from '../../adapters/files/export-file';
import { newFernetKey, openFernet, sealFernet } from '../../adapters/files/fernet';
import { errnoOf, toStorageError } from '../../adapters/files/storage-error';
import { AxiomTokenError } from '../../core/base/errors';
import { Secret } from '../../core/base/secret';
import type { TokenAnswer } from '../../handout/protocol';
import { whyItStays } from '../words/replaceable-file';

/** What is larger was not written by this command. */
const LARGEST_BYTES = 1024 * 1024;

/** The Python client's. */
const KEY_FILE = 'key.enc';
const TOKENS_FILE = 'tokens.enc';

/** Writes the text, mode 0600, whole or not at all. `ownFolders` are the app's. @throws AxiomTokenError `STORAGE_*` */
export async function writeTokenFile(
  path: string,
  text: string,
  ownFolders: readonly string[],
  isTemplate = false,
): Promise<void> {
  const whole = await placeOf(path, ownFolders);
  refuse(whole, whyItStays((await contentOf(whole)) ?? '', isTemplate));
  await writeExportFile(whole, new Secret(text));
}

/** The two files of the Python client in `folder`, which is made where it is not there. @throws AxiomTokenError `STORAGE_*` */
export async function writePythonFiles(
  folder: string,
  token: TokenAnswer,
  nowMs: number,
  ownFolders: readonly string[],
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw toStorageError(error, folder, 'write');
  });
  const [keyPath, tokensPath] = [
    await placeOf(join(folder, KEY_FILE), ownFolders),
    await placeOf(join(folder, TOKENS_FILE), ownFolders),
  ];
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
  await writeExportFile(tokensPath, new Secret(sealFernet(JSON.stringify(content), key, nowMs)));
}

/** The whole path, its folder without links. */
async function placeOf(path: string, ownFolders: readonly string[]): Promise<string> {
  const given = resolve(path);
  const folder = await realpath(dirname(given)).catch((error: unknown) => {
    throw toStorageError(error, dirname(given), 'write');
  });
  const whole = join(folder, basename(given));
  for (const own of ownFolders) {
    const real = await realpath(own).catch(() => resolve(own));
    if (whole === real || whole.startsWith(`${real}${sep}`)) {
      refuse(whole, 'is in a folder in which this app itself keeps tokens or settings');
    }
  }
  return whole;
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
