// Receives main's snapshots: the first by a call, later ones by pushes. Used by App; must not know the pages.
import type { Failure, RendererApi, Snapshot } from '../../preload/contract/schemas';

/** Calls `onSnapshot` with each newer snapshot, and `onFailure` when the first call failed. The result stops both. */
export function followSnapshots(
  api: Pick<RendererApi, 'getSnapshot' | 'subscribe'>,
  onSnapshot: (snapshot: Snapshot) => void,
  onFailure: (failure: Failure) => void,
): () => void {
  let isStopped = false;
  // A push that arrives before the first answer is newer than that answer.
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
