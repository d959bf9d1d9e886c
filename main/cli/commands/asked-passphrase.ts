// Passphrases: from the first line of a file, or stdin, or typed unseen. Never from the command line or the environment.
import { readBounded } from '../../adapters/files/bounded-read';
import { toStorageError } from '../../adapters/files/storage-error';
import { AxiomTokenError } from '../../core/base/errors';
import type { CommandContext } from '../session/command-context';
import type { GivenOptions } from '../words/given-options';
import { usageError } from '../words/command-failure';
import { allOf } from './brought-text';

const FLAG = 'passphrase-file';
const MAX_BYTES = 64 * 1024;

/** Typed twice; what differs is asked for again. @throws AxiomTokenError `INVALID_INPUT`, `CANCELLED`, `STORAGE_*` */
export async function newPassphrase(context: CommandContext, options: GivenOptions, what: string): Promise<string> {
  const given = await fromFile(context, options);
  if (given !== undefined) return given;
  refuseWithoutTerminal(context);
  const { prompts, output } = context;
  for (;;) {
    const first = await prompts.hidden(`A new passphrase for ${what}: `);
    if (first === (await prompts.hidden('The same once more: '))) return first;
    output.warn('The two are not the same. Type it again.');
  }
}

/** One that exists already. `isTyped`: it may be asked for again. @throws as {@link newPassphrase} */
export async function knownPassphrase(
  context: CommandContext,
  options: GivenOptions,
  what: string,
): Promise<{ readonly passphrase: string; readonly isTyped: boolean }> {
  const given = await fromFile(context, options);
  if (given !== undefined) return { passphrase: given, isTyped: false };
  refuseWithoutTerminal(context);
  return { passphrase: await context.prompts.hidden(`The passphrase of ${what}: `), isTyped: true };
}

async function fromFile({ streams }: CommandContext, options: GivenOptions): Promise<string | undefined> {
  const path = options.text(FLAG);
  if (path === undefined) return undefined;
  const bytes = path === '-' ? await allOf(streams.stdin, MAX_BYTES) : await contentOf(path);
  const line =
    bytes
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/, 1)[0] ?? '';
  if (line !== '') return line;
  throw usageError(
    path === '-' ? 'No passphrase came through stdin.' : `There is no passphrase in the first line of ${path}.`,
    'Put it there, or leave the flag out to be asked. Nothing was changed.',
  );
}

/** A file descriptor counts as a file where the system names it so: `/dev/fd/3`. */
async function contentOf(path: string): Promise<Buffer> {
  try {
    const found = await readBounded({ path, maxBytes: MAX_BYTES, followsLinks: true });
    if (typeof found === 'object') return found.bytes;
  } catch (error) {
    throw toStorageError(error, path, 'open');
  }
  throw new AxiomTokenError('INVALID_INPUT', {
    message: `${path} is not an ordinary file with a passphrase.`,
    remedy: 'Name another one, or give it through stdin with --passphrase-file -. Nothing was changed.',
  });
}

function refuseWithoutTerminal({ prompts }: CommandContext): void {
  if (prompts.isPossible) return;
  throw usageError(
    'There is nobody to type the passphrase.',
    'Give it with --passphrase-file FILE, or - for stdin. Nothing was changed.',
  );
}
