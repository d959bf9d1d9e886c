// Talks to the tray watcher (org.kde.StatusNotifierWatcher) on the session bus, for tray-host-watch.ts.
// Names are those of freedesktop.org's StatusNotifierItem specification.
import { sessionBusAddress } from '../../../adapters/d-bus/addresses';
import { type BusConnection, openBus } from '../../../adapters/d-bus/connection';
import { BusLost } from '../../../adapters/d-bus/sign-in';
import { registeredIcons, TRAY_WATCHER, trayHostState } from '../../../adapters/d-bus/tray-watcher';

/** The part of the bus that tray-host-watch.ts uses. */
export interface TrayBus {
  /** Whether a tray host is registered now. */
  hasHost(): Promise<boolean>;
  /** Whether the tray shows an icon of this process. */
  hasOurIcon(): Promise<boolean>;
  /** Calls back whenever the result of `hasHost` may have changed. */
  onHostChange(listener: () => void): Promise<void>;
  /** Calls back when the connection is lost; there is no reconnect. */
  onLost(listener: (error: unknown) => void): void;
  dispose(): void;
}

/** The process id of a bus connection; `undefined` when it is gone by then. */
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
