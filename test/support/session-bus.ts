// A session bus of a test's own, without screen, keyring or tray.
import { onTestFinished } from 'vitest';
import { type BusConnection, connectBus } from '../../build/virtual-desktop/bus-connection.mjs';
import { type DesktopSession, openDesktopSession } from './desktop-session';

export interface SessionBus {
  readonly desktop: DesktopSession;
  /** One more connection, closed with the test. */
  readonly connect: () => Promise<BusConnection>;
}

/** What the bus calls a connection, which the library's types do not know. */
export const uniqueNameOf = ({ bus }: BusConnection): string => String((bus as unknown as { name: unknown }).name);

/** Call it inside a test, which it ends with. */
export async function openSessionBus(): Promise<SessionBus> {
  const desktop = await openDesktopSession({ display: false, keyring: 'none', trayHost: false });
  // What was opened last is closed first.
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
