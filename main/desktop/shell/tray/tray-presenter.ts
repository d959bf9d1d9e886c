// Keeps the tray up to date: makes a new model when the snapshot or a displayed time changes, and draws it only when it differs.
// One timer, never longer than a minute. open-shell.ts gives it snapshots; tray.ts draws. It must not know Electron.
import { isDeepStrictEqual } from 'node:util';
import { type Clock, delayToNextCheckMs, type Unsubscribe } from '../../../core/ports/clock';
import type { Snapshot } from '../../../../preload/contract/schemas';
import { type TrayModel, trayModel } from './tray-model';
import type { LocaleChoice } from '../../../core/status/clock-time';

/** Draws a model: the app's tray icon. */
export interface TrayView {
  /** Draws the model; called only with one that differs from the last. */
  show(model: TrayModel): void;
  /** Creates the icon again with the same model, for a tray host that appeared later. */
  remake(): void;
  /** Removes the icon. Some panels keep dead icons otherwise. */
  dispose(): void;
}

export interface TrayPresenter {
  /** Shows a new snapshot. */
  update(snapshot: Snapshot): void;
  /** Reads the clock again, after sleep or a change of the time. */
  recheck(): void;
  dispose(): void;
}

/** Starts showing `snapshot` on `view`. */
export function createTrayPresenter(options: {
  readonly view: TrayView;
  readonly clock: Clock;
  readonly platform: NodeJS.Platform;
  readonly snapshot: Snapshot;
  readonly locale?: LocaleChoice;
}): TrayPresenter {
  const { view, clock } = options;
  let snapshot = options.snapshot;
  let shown: TrayModel | undefined;
  let cancelTimer: Unsubscribe = () => {};

  const recheck = (): void => {
    cancelTimer();
    const nowMs = clock.nowMs();
    const { model, nextChangeAtMs } = trayModel(snapshot, nowMs, options.platform, options.locale);
    if (!isDeepStrictEqual(model, shown)) view.show(model);
    shown = model;
    cancelTimer =
      nextChangeAtMs === undefined
        ? () => {}
        : clock.setTimer(delayToNextCheckMs(clock, nextChangeAtMs - nowMs), recheck);
  };
  recheck();

  return {
    update(next) {
      snapshot = next;
      recheck();
    },
    recheck,
    dispose() {
      cancelTimer();
      view.dispose();
    },
  };
}
