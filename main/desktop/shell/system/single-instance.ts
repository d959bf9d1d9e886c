// One app per person and data folder: a second start brings the first one's window to the front and quits. Called before ready.
import type { App } from 'electron';

/** True for the first app, whose `onSecondStart` is called at each later start; false for a second one, which should quit at once. */
export function claimSingleInstance(app: App, onSecondStart: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', () => onSecondStart());
  return true;
}
