// A private session bus for one test, without screen, keyring or tray.
import { onTestFinished } from 'vitest';
import { type BusConnection, connectBus } from '../../build/virtual-desktop/bus-connection.mjs';
import { type DesktopSession, openDesktopSession } from './desktop-session';

export interface SessionBus {
  readonly desktop: DesktopSession;
  /** Opens one more connection; it is closed when the test ends. */
  readonly connect: () => Promise<BusConnection>;
}

/** Call it inside a test; the bus is closed when the test ends. */
export async function openSessionBus(): Promise<SessionBus> {
  const desktop = await openDesktopSession({ display: false, keyring: 'none', trayHost: false });
  // Closed in reverse order.
  onTestFinished(() => desktop.dispose());
  return {
    desktop,
    connect: async () => {
      const connection = await connectBus(desktop.busAddress);
      onTestFinished(() => connection.dispose());
      return connection;
    },
  };
}
