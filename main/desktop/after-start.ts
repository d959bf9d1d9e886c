// Puts off what a start need not wait for.
import type { Clock } from '../core/ports/clock';

/** A desktop shows a tray icon some questions and answers after it was made; nothing must hold up this process meanwhile. */
const TRAY_MS = 300;

/** Resolves when the tray icon is most likely shown. The command line waits longer than that for an app that starts. */
export function afterStart(clock: Clock): Promise<void> {
  return new Promise((resolve) => void clock.setTimer(TRAY_MS, resolve));
}
