// Refuses to move an account from a place that cannot be read, before the user is asked anything: the tokens would
// stay in the old place, where no command sees them.
import { AxiomTokenError } from '../../core/base/errors';
import { unreadFailure } from '../../core/intents/unread-place-note';
import type { Profile } from '../../core/profiles/profile';
import { unreadRefusal } from '../../core/storage/refusals';

/**
 * Reads the place once more first; the user may unlock it then. @throws AxiomTokenError of the place, if it should
 * have tokens and they cannot be read
 */
export async function refuseUnread({ manager, id }: Profile): Promise<void> {
  const failure = await unreadFailure({ manager });
  if (!failure) return;
  const { store } = manager.place;
  const { code, message } = unreadRefusal(failure, store.place);
  const help =
    store.requiredUserAction === 'passphrase'
      ? 'Enter the passphrase.'
      : 'Make sure that they can be read (unlock the keychain, connect the drive), then move them.';
  throw new AxiomTokenError(code, {
    message,
    remedy: `${help} To start again without them, sign out first: axiom-tokens logout -p ${id}. Nothing was changed.`,
  });
}
