// Saves the window's place for the next run: shortly after each change, and when the window closes. Used by main-window.ts.
import type { BrowserWindow } from 'electron';
import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../../core/ports/clock';
import { frameOffset, type OpeningBounds, type WindowPlace } from './opening-bounds';

/** Moving and resizing by hand make many events; only the final place counts. */
const SETTLED_MS = 500;

/** Calls `save` with each new place of `window`. `asked`: the place it was created with; nothing is saved while it stays there. */
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
  // In these states the bounds are not a place to return to.
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
