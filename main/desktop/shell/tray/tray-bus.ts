// Talks to the tray's watcher (org.kde.StatusNotifierWatcher) on the session bus, for tray-host-watch.ts.
// Names and members are those of the StatusNotifierItem specification of freedesktop.org.
import { sessionBusAddress } from '../../../adapters/d-bus/addresses';
import { type BusConnection, openBus } from '../../../adapters/d-bus/connection';
import { BusLost } from '../../../adapters/d-bus/sign-in';
import { registeredIcons, TRAY_WATCHER, trayHostState } from '../../../adapters/d-bus/tray-watcher';

/** What tray-host-watch.ts needs from the bus. */
export interface TrayBus {
  /** Whether a tray host is registered now. */
  hasHost(): Promise<boolean>;
  /** Whether the tray has an icon of this process. */
  hasOurIcon(): Promise<boolean>;
  /** Calls back whenever the result of `hasHost` may have changed. */
  onHostChange(listener: () => void): Promise<void>;
  /** Calls back when the connection is lost; it does not reconnect. */
  onLost(listener: (error: unknown) => void): void;
  dispose(): void;
}

/** Its number as the bus sees it; `undefined` when the program has left meanwhile. */
async function processOf(bus: Pick<BusConnection, 'askBus'>, name: string): Promise<unknown> {
  return bus.askBus('GetConnectionUnixProcessID', 's', [name]).catch(() => undefined);
}

/** Connects to the session bus. Rejects when there is none. */
export async function connectTrayBus(env: NodeJS.ProcessEnv = process.env): Promise<TrayBus> {
  const address = sessionBusAddress(env);
  if (address === undefined) throw new BusLost('there is no session bus');
  const bus = openBus(address);
  await bus.ready;

  return {
    hasHost: async () => (await trayHostState(bus)) === 'host',
    async hasOurIcon() {
      const owners = await Promise.all((await registeredIcons(bus)).map((name) => processOf(bus, name)));
      return owners.includes(process.pid);
    },
    async onHostChange(listener) {
      bus.onSignal((signal) => {
        const isOwnerChange = signal.member === 'NameOwnerChanged' && signal.body[0] === TRAY_WATCHER;
        if (isOwnerChange || (signal.interface === TRAY_WATCHER && signal.member?.startsWith('StatusNotifierHost')))
          listener();
      });
      await bus.addMatch(
        `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${TRAY_WATCHER}'`,
      );
      await bus.addMatch(`type='signal',interface='${TRAY_WATCHER}'`);
    },
    onLost: (listener) => bus.onLost(listener),
    dispose: () => bus.close(),
  };
}
