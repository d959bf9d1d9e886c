// Makes a new snapshot after changes and publishes it only when it differs. Several changes in one turn of the event loop make one snapshot. Called by open-shell.ts.
import type { Unsubscribe } from '../../core/ports/clock';
import type { Snapshot } from '../../../preload/contract/schemas';

/** A source of changes: profiles, activity, preferences. */
export interface ChangeSource {
  onChange(listener: () => void): Unsubscribe;
}

/** Calls `publish` with every new snapshot; the result stops it. */
export function publishSnapshots(
  sources: readonly ChangeSource[],
  makeSnapshot: () => Snapshot,
  publish: (snapshot: Snapshot) => void,
): Unsubscribe {
  let published = JSON.stringify(makeSnapshot());
  let isScheduled = false;
  let isStopped = false;
  const publishIfChanged = (): void => {
    isScheduled = false;
    if (isStopped) return;
    const snapshot = makeSnapshot();
    const text = JSON.stringify(snapshot);
    if (text === published) return;
    published = text;
    publish(snapshot);
  };
  const schedule = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    queueMicrotask(publishIfChanged);
  };
  const stops = sources.map((source) => source.onChange(schedule));
  return () => {
    isStopped = true;
    for (const stop of stops) stop();
  };
}
