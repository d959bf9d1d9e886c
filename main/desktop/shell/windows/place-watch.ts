// Notes where the window is, for the next run: a while after each change, and when the window ends. Used by main-window.ts.
import type { BrowserWindow } from 'electron';
import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../../core/ports/clock';
import { frameOffset, type OpeningBounds, type WindowPlace } from './opening-bounds';

/** Moving and resizing by hand tell of many places; only where it ends counts. */
const SETTLED_MS = 500;

/** Calls `save` with each new place of `window`. `asked`: what it was made with; as long as it stays there, nothing is saved. */
export function watchPlace(
  window: BrowserWindow,
  asked: OpeningBounds,
  clock: Clock,
  save: (place: WindowPlace) => void,
): void {
  const first: WindowPlace = { ...window.getBounds(), ...asked };
  let saved = first;
  let newest = first;
  let offset: ReturnType<typeof frameOffset> | undefined;
  let cancel = (): void => {};
  // None of these is a place to come back to.
  const isElsewhere = (): boolean => !window.isVisible() || window.isMinimized() || window.isFullScreen();
  const read = (): WindowPlace => {
    if (window.isMaximized()) return { ...newest, isMaximized: true };
    const { x, y, width, height } = window.getBounds();
    const { x: left, y: top } = offset ?? frameOffset(first, { x, y });
    return { x: x - left, y: y - top, width, height, isMaximized: false };
  };
  const saveNewest = (): void => {
    cancel();
    if (isDeepStrictEqual(newest, saved)) return;
    saved = newest;
    save(newest);
  };
  const settled = (): void => {
    if (isElsewhere()) return;
    if (!window.isMaximized()) offset ??= frameOffset(first, window.getBounds());
    newest = read();
    saveNewest();
  };
  const look = (): void => {
    if (isElsewhere()) return;
    newest = read();
    cancel();
    cancel = clock.setTimer(SETTLED_MS, settled);
  };
  window.on('show', look);
  window.on('resize', look);
  window.on('move', look);
  window.on('maximize', look);
  window.on('unmaximize', look);
  window.on('closed', saveNewest);
}
