// Reads a passphrase from the first line of a file: a file that a flag names, or systemd's credential for the sealed
// file.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readBounded } from '../../adapters/files/bounded-read';
import { toInputError } from '../../adapters/files/storage-error';
import { AxiomTokenError } from '../../core/base/errors';
import { usageError } from '../words/command-failure';
import type { Environment } from './command-context';

const MAX_BYTES = 64 * 1024;
/** `LoadCredential=axiom-store:…` in a unit of systemd. */
const CREDENTIAL = 'axiom-store';

/**
 * Returns a function that gives the passphrase for a sealed file: from the file `named` by a flag, otherwise from the
 * credential. It gives it once for each sealed file, so a wrong passphrase is not tried again. The function throws
 * AxiomTokenError, CommandFailure when the named file has no passphrase.
 */
export function givenPassphrases(
  named: string | undefined,
  env: Environment,
): (sealed: string) => Promise<string | undefined> {
  const used = new Set<string>();
  const folder = env['CREDENTIALS_DIRECTORY'];
  return async (sealed) => {
    if (used.has(sealed) || named === '-') return undefined;
    used.add(sealed);
    if (named !== undefined) return passphraseIn(named);
    const path = folder ? join(folder, CREDENTIAL) : undefined;
    return path !== undefined && existsSync(path) ? passphraseIn(path) : undefined;
  };
}

/**
 * The first line of the file. The path may name a file descriptor: `/dev/fd/3`. @throws AxiomTokenError,
 * CommandFailure
 */
export async function passphraseIn(path: string): Promise<string> {
  return firstLine(await contentOf(path), path);
}

/** @throws CommandFailure when it is empty */
export function firstLine(bytes: Buffer, path: string): string {
  const [line = ''] = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/, 1);
  if (line !== '') return line;
  throw usageError(
    path === '-' ? 'No passphrase came through stdin.' : `There is no passphrase in the first line of ${path}.`,
    'Put it there, or leave the flag out to be asked. Nothing was changed.',
  );
}

async function contentOf(path: string): Promise<Buffer> {
  try {
    const found = await readBounded({ path, maxBytes: MAX_BYTES, followsLinks: true });
    if (typeof found === 'object') return found.bytes;
  } catch (error) {
    throw toInputError(error, path);
  }
  throw new AxiomTokenError('INVALID_INPUT', {
    message: `${path} is not an ordinary file with a passphrase.`,
    remedy: 'Name another one, or give it through stdin with --passphrase-file -. Nothing was changed.',
  });
}
