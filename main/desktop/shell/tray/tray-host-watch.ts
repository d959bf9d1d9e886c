// Whether the desktop has a tray that shows icons (Linux: a StatusNotifierHost on the session bus), without polling. open-shell.ts
// recreates the tray icon when a host appears late, and keeps the window reachable while there is none. A lost bus counts as no tray host.
// The icon is made before this watch starts: a host that came in between does not have the icon and is reported like a late one.
import type { Clock, Unsubscribe } from '../../../core/ports/clock';
import type { Logger } from '../../../core/ports/logger';
import { connectTrayBus, type TrayBus } from './tray-bus';

/** Longest wait for the first answer, so that a bus that hangs does not delay the start. */
const FIRST_ANSWER_MS = 1_000;

/** Whether there is a tray host, now and later. */
export interface TrayHostWatch {
  /** True where the platform always has a tray (macOS, Windows). False when the session bus does not answer. */
  isPresent(): boolean;
  /** Calls `listener` at each appearance (`true`) and disappearance (`false`), and soon with `true` when the present host does not have the icon. */
  subscribe(listener: (isPresent: boolean) => void): Unsubscribe;
  dispose(): void;
}

/** Starts watching; resolves after the first answer or after one second. Never rejects. */
export async function openTrayHostWatch(options: {
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly connect?: () => Promise<TrayBus>;
}): Promise<TrayHostWatch> {
  const { clock, logger } = options;
  const listeners = new Set<(isPresent: boolean) => void>();
  let isPresent = options.platform !== 'linux';
  let bus: TrayBus | undefined;
  let isDisposed = false;
  let newestQuery = 0;

  const setPresent = (now: boolean): void => {
    if (isDisposed || now === isPresent) return;
    isPresent = now;
    for (const listener of listeners) listener(now);
  };
  const query = async (connected: TrayBus): Promise<void> => {
    // Answers may arrive out of order while a panel restarts; only the answer to the newest query counts.
    const thisQuery = ++newestQuery;
    const answer = await connected.hasHost();
    if (thisQuery === newestQuery) setPresent(answer);
  };
  const notifyUnlessShown = async (connected: TrayBus, listener: (isPresent: boolean) => void): Promise<void> => {
    const isShown = await connected.hasOurIcon().catch(() => true);
    if (!isShown && isPresent && listeners.has(listener)) listener(true);
  };
  const lost = (error: unknown): void => {
    if (isDisposed) return;
    logger.warn('the session bus does not answer; taken as no tray', {
      reason: error instanceof Error ? error.name : 'closed',
    });
    setPresent(false);
  };
  const start = async (): Promise<void> => {
    bus = await (options.connect ?? connectTrayBus)();
    if (isDisposed) return bus.dispose();
    const connected = bus;
    connected.onLost(lost);
    await connected.onHostChange(() => void query(connected).catch(lost));
    await query(connected);
  };

  if (options.platform === 'linux') {
    let cancel: Unsubscribe = () => {};
    const deadline = new Promise<void>((resolve) => {
      cancel = clock.setTimer(FIRST_ANSWER_MS, resolve);
    });
    await Promise.race([start().catch(lost), deadline]);
    cancel();
  }

  return {
    isPresent: () => isPresent,
    subscribe(listener) {
      listeners.add(listener);
      if (isPresent && bus) void notifyUnlessShown(bus, listener);
      return () => listeners.delete(listener);
    },
    dispose() {
      isDisposed = true;
      listeners.clear();
      bus?.dispose();
    },
  };
}
