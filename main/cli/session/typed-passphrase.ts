// Asks for a new passphrase in the terminal, and checks whether it may be used: a weak one only if the user
// confirms it.
import { Secret } from '../../core/base/secret';
import { requireNewPassphrase } from '../../core/sealing/passphrase-keys';
import { usageError } from '../words/command-failure';
import type { Prompts } from './command-context';

export const WEAK_FLAG = 'weak-passphrase';

export interface NewPassphraseParts {
  readonly prompts: Prompts;
  readonly warn: (line: string) => void;
  /** The flag {@link WEAK_FLAG} was given. */
  readonly acceptsWeak: boolean;
  /** Account names and e-mail addresses, which an attacker would try first. */
  readonly ownWords: () => Promise<readonly string[]>;
}

/** Typed twice, and asked for again when the two differ, or when it is weak and the user does not want to keep it. @throws AxiomTokenError `INVALID_INPUT` for a length that is not allowed; `CANCELLED` */
export async function typedPassphrase(parts: NewPassphraseParts, what: string): Promise<string> {
  const { prompts, warn } = parts;
  for (;;) {
    const first = await prompts.hidden(`A new passphrase for ${what}: `);
    if (first !== (await prompts.hidden('Repeat it: '))) {
      warn('The two differ. Type it again, twice.');
    } else if (await mayBeUsed(parts, first)) return first;
  }
}

/**
 * Whether the passphrase may be used; a weak one is confirmed by the user. @throws AxiomTokenError `INVALID_INPUT`
 * for a length that is not allowed, and for a weak one when nobody can be asked
 */
export async function mayBeUsed(parts: NewPassphraseParts, passphrase: string): Promise<boolean> {
  const { prompts, warn, acceptsWeak, ownWords } = parts;
  requireNewPassphrase(new Secret(passphrase));
  // Loaded here because its dictionaries are large.
  const { weaknessOf } = await import('../../core/passphrases/passphrase-strength');
  const weakness = weaknessOf(passphrase, await ownWords());
  if (weakness === undefined) return true;
  if (acceptsWeak) {
    warn(weakness);
    return true;
  }
  if (prompts.isPossible) return prompts.confirm(`${weakness} Use it anyway?`);
  throw usageError(
    `The passphrase is weak. ${weakness}`,
    `Choose another one, or add --${WEAK_FLAG} to use it anyway. Nothing was changed.`,
  );
}
