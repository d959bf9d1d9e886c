// Tells when an account was removed from the list: what was decided about programs and it must not hold for another one that gets its id.
import type { Unsubscribe } from '../core/ports/clock';
import type { ProfileRegistry } from '../core/profiles/profile-registry';

export function watchRemovedAccounts(
  registry: Pick<ProfileRegistry, 'list' | 'onChange'>,
  onRemoved: (profileId: string) => void,
): Unsubscribe {
  let known: readonly string[] = [];
  return registry.onChange(() => {
    const present = registry.list();
    // Nearly always the same ones.
    if (present.length === known.length && present.every(({ id }, index) => id === known[index])) return;
    const former = known;
    known = present.map(({ id }) => id);
    for (const id of former) if (!known.includes(id)) onRemoved(id);
  });
}
