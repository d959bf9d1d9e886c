// The newest snapshot of main: asked for once, then kept up to date by its pushes. Knows nothing of the pages.
import type { Failure, RendererApi, Snapshot } from '../../preload/contract/schemas';

/** Calls `onSnapshot` with each newer snapshot, `onFailure` when the first could not be had. The result stops both. */
export function followSnapshots(
  api: Pick<RendererApi, 'getSnapshot' | 'subscribe'>,
  onSnapshot: (snapshot: Snapshot) => void,
  onFailure: (failure: Failure) => void,
): () => void {
  let isStopped = false;
  // A push that overtakes the first answer is newer than it.
  let hasPush = false;
  const unsubscribe = api.subscribe('snapshotChanged', (snapshot) => {
    hasPush = true;
    onSnapshot(snapshot);
  });
  void api.getSnapshot(undefined).then((outcome) => {
    if (isStopped || hasPush) return;
    if (outcome.ok) onSnapshot(outcome.value);
    else onFailure(outcome.failure);
  });
  return () => {
    isStopped = true;
    unsubscribe();
  };
}
