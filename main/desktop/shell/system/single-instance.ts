// One app per person and data folder: a second start brings the first one's window to the front and ends. Called before ready.
import type { App } from 'electron';

/** True for the first app, which gets `onSecondStart` from then on; false for a second one, which should quit at once. */
export function claimSingleInstance(app: App, onSecondStart: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', () => onSecondStart());
  return true;
}
