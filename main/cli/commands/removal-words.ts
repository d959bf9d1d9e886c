// The question before tokens are removed: which accounts are concerned, and how they could be restored.
import { AxiomTokenError } from '../../core/base/errors';
import { EXIT_OF_CODE } from '../../handout/exit-codes';
import type { ProfileState } from '../../handout/protocol';
import type { Session } from '../session/session';
import type { Output } from '../words/output';
import { shownLine } from '../words/shown-words';

/** The accounts to remove. @throws AxiomTokenError `TOKEN_NOT_FOUND` for an unknown one */
export async function namedAccounts(
  session: Session,
  meant: 'all' | 'default' | readonly string[],
): Promise<readonly ProfileState[]> {
  const { profiles } = await session.call('profiles.list', {});
  if (meant === 'all') return profiles;
  if (meant === 'default') return profiles.filter(({ is_default }) => is_default);
  return meant.map((named) => {
    const isNamed = ({ id, name }: ProfileState): boolean => id === named || name.toLowerCase() === named.toLowerCase();
    const found = profiles.find(({ id }) => id === named) ?? profiles.find(isNamed);
    if (found) return found;
    throw new AxiomTokenError('TOKEN_NOT_FOUND', {
      message: `There is no account ${named}.`,
      remedy: `There are: ${profiles.map(({ id }) => id).join(', ')}. Nothing was changed.`,
    });
  });
}

/** Says what a removal left. Returns the exit code. */
export function exitOfRemaining(output: Pick<Output, 'warn'>, remaining: readonly string[]): number {
  for (const line of remaining) output.warn(`Still there: ${line}`);
  return remaining.length === 0 ? 0 : EXIT_OF_CODE.STORAGE_UNAVAILABLE;
}

/** `begin`: the start of the question, such as "Sign out of". */
export function removalQuestion(begin: string, accounts: readonly Pick<ProfileState, 'name' | 'place'>[]): string {
  const names = accounts.map(({ name, place }) => `${name} (${place})`).join(', ');
  const again =
    'To use it again, sign in again, or restore a backup made since its last refresh: axiom-tokens backup FILE makes one.';
  return `${begin} ${shownLine(names)}?\nThis cannot be undone. ${again}\nContinue?`;
}
