// Notices when an account was removed from the list. Its consents must be removed too, so that they do not apply to a
// later account with the same id.
import type { Unsubscribe } from '../core/ports/clock';
import type { ProfileRegistry } from '../core/profiles/profile-registry';

export function watchRemovedAccounts(
  registry: Pick<ProfileRegistry, 'list' | 'onChange'>,
  onRemoved: (profileId: string) => void,
): Unsubscribe {
  let known: readonly string[] = [];
  return registry.onChange(() => {
    const present = registry.list();
    // The common case: the list of accounts is the same as before.
    if (present.length === known.length && present.every(({ id }, index) => id === known[index])) return;
    const former = known;
    known = present.map(({ id }) => id);
    for (const id of former) if (!known.includes(id)) onRemoved(id);
  });
}
