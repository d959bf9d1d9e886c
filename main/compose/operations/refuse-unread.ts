// Refuses a move out of a place that cannot be read, before anybody is asked about it: the tokens would stay behind where no command sees them.
import { AxiomTokenError } from '../../core/base/errors';
import { unreadFailure } from '../../core/intents/unread-place-note';
import type { Profile } from '../../core/profiles/profile';
import { unreadRefusal } from '../../core/storage/refusals';

/** After one more look, in which a person may unlock the place. @throws AxiomTokenError of the place, where tokens are noted that cannot be read there */
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
    remedy: `${help} To begin anew without them, sign out first: axiom-tokens logout -p ${id}. Nothing was changed.`,
  });
}
