// Reads passphrases: from the first line of a file or of stdin, or typed without echo. Never from the command line or the environment.
import { AxiomTokenError } from '../../core/base/errors';
import type { CommandContext } from '../session/command-context';
import { firstLine, passphraseIn } from '../session/passphrase-file';
import { mayBeUsed, type NewPassphraseParts, typedPassphrase, WEAK_FLAG } from '../session/typed-passphrase';
import type { ParsedOptions } from '../words/parsed-options';
import { usageError } from '../words/command-failure';
import { readToEnd } from './token-input';

const FLAG = 'passphrase-file';
/** The flag for the passphrase of the sealed file that an account is kept in. */
const OPENING_FLAG = 'from-passphrase-file';
const MAX_BYTES = 64 * 1024;

/**
 * Reads a new passphrase. In the terminal it is typed twice, and asked for again when the two differ, or when it is weak and the user does not want to keep it.
 * `--weak-passphrase` accepts a weak one.
 * @throws AxiomTokenError `INVALID_INPUT`, `CANCELLED`
 */
export async function newPassphrase(context: CommandContext, options: ParsedOptions, what: string): Promise<string> {
  const { prompts, output } = context;
  const parts: NewPassphraseParts = {
    prompts,
    warn: (line) => output.warn(line),
    acceptsWeak: options.has(WEAK_FLAG),
    ownWords: () => ownWords(context),
  };
  const given = await fromFile(context, options);
  if (given !== undefined) {
    if (await mayBeUsed(parts, given)) return given;
    throw new AxiomTokenError('CANCELLED');
  }
  refuseWithoutTerminal(context);
  return typedPassphrase(parts, what);
}

/** Account names and e-mail addresses, which an attacker would try first. If they cannot be read they are left out; the command itself then reports why. */
async function ownWords({ session }: CommandContext): Promise<readonly string[]> {
  try {
    const { profiles } = await session.call('profiles.list', {});
    return profiles.flatMap(({ name, account }) => [name, account ?? '']);
  } catch {
    return [];
  }
}

/** Reads an existing passphrase. `isTyped`: a wrong one may be asked for again. @throws as {@link newPassphrase} */
export async function knownPassphrase(
  context: CommandContext,
  options: ParsedOptions,
  what: string,
): Promise<{ readonly passphrase: string; readonly isTyped: boolean }> {
  const given = await fromFile(context, options);
  if (given !== undefined) return { passphrase: given, isTyped: false };
  refuseWithoutTerminal(context);
  return { passphrase: await context.prompts.hidden(`The passphrase of ${what}: `), isTyped: true };
}

/** The passphrase in the file that a flag names; `undefined` without the flag. It is never asked for. @throws as {@link newPassphrase} */
export async function givenPassphrase(
  context: CommandContext,
  options: ParsedOptions,
  flag: typeof FLAG | typeof OPENING_FLAG,
): Promise<string | undefined> {
  if (options.text(FLAG) === '-' && options.text(OPENING_FLAG) === '-') {
    throw usageError(
      `Only one of --${FLAG} and --${OPENING_FLAG} can come through stdin.`,
      'Name a file for the other one. Nothing was changed.',
    );
  }
  return fromFile(context, options, flag);
}

async function fromFile(
  { streams }: CommandContext,
  options: ParsedOptions,
  flag: string = FLAG,
): Promise<string | undefined> {
  const path = options.text(flag);
  if (path === undefined) return undefined;
  return path === '-' ? firstLine(await readToEnd(streams.stdin, MAX_BYTES), path) : passphraseIn(path);
}

function refuseWithoutTerminal({ prompts }: CommandContext): void {
  if (prompts.isPossible) return;
  throw usageError(
    'There is no terminal to type the passphrase in.',
    'Give it with --passphrase-file FILE, or - for stdin. Nothing was changed.',
  );
}
