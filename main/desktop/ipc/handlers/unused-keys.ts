// Keys of sealed files are held only as long as a profile keeps its tokens there. Called by the handlers that move tokens.
import type { StoreChoice } from '../../../core/ports/token-places';
import type { AppServices } from '../app-services';

/** Wipes the keys of a place that no profile uses (any more). */
export function forgetUnusedKeys(services: Pick<AppServices, 'registry' | 'sealedFiles'>, place: StoreChoice): void {
  if (place.kind !== 'sealed-file') return;
  const { path } = place;
  const isInUse = services.registry.list().some(({ store }) => store.kind === 'sealed-file' && store.path === path);
  if (!isInUse) services.sealedFiles.forget(path);
}
