// Makes a new snapshot after changes and hands it on only when it differs. Many changes in one turn make one snapshot.
import type { Unsubscribe } from '../../core/ports/clock';
import type { Snapshot } from '../../../preload/contract/schemas';

/** Something that tells of its changes: profiles, activity, preferences. */
export interface ChangeSource {
  onChange(listener: () => void): Unsubscribe;
}

/** Calls `publish` with every new snapshot until the result is called. */
export function publishSnapshots(
  sources: readonly ChangeSource[],
  makeSnapshot: () => Snapshot,
  publish: (snapshot: Snapshot) => void,
): Unsubscribe {
  let published = JSON.stringify(makeSnapshot());
  let isPlanned = false;
  let isStopped = false;
  const look = (): void => {
    isPlanned = false;
    if (isStopped) return;
    const snapshot = makeSnapshot();
    const text = JSON.stringify(snapshot);
    if (text === published) return;
    published = text;
    publish(snapshot);
  };
  const plan = (): void => {
    if (isPlanned) return;
    isPlanned = true;
    queueMicrotask(look);
  };
  const stops = sources.map((source) => source.onChange(plan));
  return () => {
    isStopped = true;
    for (const stop of stops) stop();
  };
}
