// Removes keys of sealed files from memory when no profile uses them any more. Called after tokens were moved.
import type { StoreChoice } from '../ports/token-places';
import type { IntentServices } from './intent-services';

/** Wipes the keys of `place` if no profile keeps its tokens there. */
export function forgetUnusedKeys(services: Pick<IntentServices, 'registry' | 'sealedFiles'>, place: StoreChoice): void {
  if (place.kind !== 'sealed-file') return;
  const { path } = place;
  const isInUse = services.registry.list().some(({ store }) => store.kind === 'sealed-file' && store.path === path);
  if (!isInUse) services.sealedFiles.forget(path);
}
