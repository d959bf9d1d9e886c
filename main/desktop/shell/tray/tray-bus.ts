// Talks to the tray's watcher (org.kde.StatusNotifierWatcher) on the session bus, for tray-host-watch.ts.
// Names and members are those of the StatusNotifierItem specification of freedesktop.org.
import { sessionBusAddress } from '../../../adapters/d-bus/addresses';
import { openBus } from '../../../adapters/d-bus/connection';
import { BusLost } from '../../../adapters/d-bus/sign-in';
import { Variant } from '../../../adapters/d-bus/values';

const WATCHER = 'org.kde.StatusNotifierWatcher';

/** What tray-host-watch.ts needs from the bus. */
export interface TrayBus {
  /** Whether a tray host is registered now. */
  hasHost(): Promise<boolean>;
  /** Calls back whenever the result of `hasHost` may have changed. */
  onHostChange(listener: () => void): Promise<void>;
  /** Calls back when the connection is lost; it does not reconnect. */
  onLost(listener: (error: unknown) => void): void;
  dispose(): void;
}

/** Connects to the session bus. Rejects when there is none. */
export async function connectTrayBus(env: NodeJS.ProcessEnv = process.env): Promise<TrayBus> {
  const address = sessionBusAddress(env);
  if (address === undefined) throw new BusLost('there is no session bus');
  const bus = openBus(address);
  await bus.ready;

  return {
    async hasHost() {
      if ((await bus.askBus('NameHasOwner', 's', [WATCHER])) !== true) return false;
      const [answer] = await bus.call({
        destination: WATCHER,
        path: '/StatusNotifierWatcher',
        interface: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        signature: 'ss',
        body: [WATCHER, 'IsStatusNotifierHostRegistered'],
      });
      return answer instanceof Variant && answer.value === true;
    },
    async onHostChange(listener) {
      bus.onSignal((signal) => {
        const isOwnerChange = signal.member === 'NameOwnerChanged' && signal.body[0] === WATCHER;
        if (isOwnerChange || (signal.interface === WATCHER && signal.member?.startsWith('StatusNotifierHost')))
          listener();
      });
      await bus.addMatch(`type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${WATCHER}'`);
      await bus.addMatch(`type='signal',interface='${WATCHER}'`);
    },
    onLost: (listener) => bus.onLost(listener),
    dispose: () => bus.close(),
  };
}
