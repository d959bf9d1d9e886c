// Reads the text with tokens from a file of another program, or from a pipe: of any size and encoding, also from the two files of the Python client.
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import type { Clock } from '../../core/ports/clock';
import { readBounded, silentPipe } from './bounded-read';
import { decodeText, utf8Of } from './decode-text';
import { openFernet } from './fernet';
import { toInputError } from './storage-error';
import { tokenParts } from './token-parts';

/** Large, because a recording of browser traffic has tens of megabytes. */
export const MAX_TOKEN_FILE_BYTES = 64 * 1024 * 1024;
/** Of a larger file only parts are searched. */
const MAX_WHOLE_BYTES = 1024 * 1024;

/** The files of the Python client. */
const KEY_FILE = 'key.enc';
const TOKENS_FILE = 'tokens.enc';

/** The sealed files of this app: how they begin, and how they are opened instead. */
const OWN_FILES: readonly (readonly [magic: string, message: string, remedy: string])[] = [
  [
    'AXMB',
    'is a backup of this app.',
    'Restore it: "Restore…" in the menu, or axiom-tokens restore. Nothing was changed.',
  ],
  [
    'AXMS',
    'is a sealed token file of this app.',
    'Choose it under Settings as the place of an account. Nothing was changed.',
  ],
];

export interface TokenTextRead {
  readonly path: string;
  readonly clock: Clock;
  readonly isLineComment: (line: string) => boolean;
  /** Of a longer text only the parts with tokens are returned. */
  readonly maxWholeBytes?: number | undefined;
  readonly read?: typeof readBounded | undefined;
}

/**
 * Reads the text. The Python client keeps its tokens in one file and the key in another: with the path of either file, or of their folder, both are read.
 * @throws AxiomTokenError `INVALID_TOKEN` for a path that is no such file; `INVALID_INPUT` for a file that cannot be read, and for a backup or sealed file of this app, which has a command of its own
 */
export async function readTokenText(wanted: TokenTextRead): Promise<string> {
  const { path } = wanted;
  const isFolder = await stat(join(path, TOKENS_FILE)).then(
    (status) => status.isFile(),
    () => false,
  );
  const isEither = KEY_FILE === basename(path) || TOKENS_FILE === basename(path);
  if (!isFolder && !isEither) return readText(wanted);
  const [key, tokens] = await Promise.all(
    [KEY_FILE, TOKENS_FILE].map((name) => readText({ ...wanted, path: join(isFolder ? path : dirname(path), name) })),
  );
  const text = openFernet(tokens ?? '', key ?? '');
  if (text !== undefined) return text;
  throw new AxiomTokenError('INVALID_TOKEN', {
    message: `${TOKENS_FILE} does not open with the ${KEY_FILE} beside it.`,
    remedy: 'Both must be from the same folder of the Python client. Nothing was changed.',
  });
}

async function readText(wanted: TokenTextRead): Promise<string> {
  const { path, clock, read = readBounded } = wanted;
  try {
    const found = await read({ path, maxBytes: MAX_TOKEN_FILE_BYTES, followsLinks: true, pipeClock: clock });
    if (typeof found === 'object') return await tokenTextOf(path, found.bytes, wanted);
    if (found === 'silent-pipe') throw silentPipe(path);
    throw new AxiomTokenError('INVALID_TOKEN', {
      message:
        found === 'too-large'
          ? `${path} is too large to be a file of tokens.`
          : `${path} is a folder or a device, not a file.`,
      remedy: 'Choose the file of a client, or any text with the two tokens. Nothing was changed.',
    });
  } catch (error) {
    throw toInputError(error, path);
  }
}

/** The text with tokens in these bytes; `name` is used in error messages. @throws as {@link readTokenText} */
export async function tokenTextOf(
  name: string,
  bytes: Buffer,
  { isLineComment, maxWholeBytes = MAX_WHOLE_BYTES }: Pick<TokenTextRead, 'isLineComment' | 'maxWholeBytes'>,
): Promise<string> {
  const own = OWN_FILES.find(([magic]) => bytes.subarray(0, magic.length).toString('latin1') === magic);
  if (own) throw new AxiomTokenError('INVALID_INPUT', { message: `${name} ${own[1]}`, remedy: own[2] });
  return bytes.length > maxWholeBytes ? tokenParts(await utf8Of(bytes), isLineComment) : decodeText(bytes);
}
