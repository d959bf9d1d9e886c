// Talks to the tray's watcher (org.kde.StatusNotifierWatcher) on the session bus, for tray-host-watch.ts. The only user of dbus-next in the shell.
// Names and members are those of the StatusNotifierItem specification of freedesktop.org.
import { type MessageBus, Message, type Variant, sessionBus } from 'dbus-next';

const WATCHER = 'org.kde.StatusNotifierWatcher';
const DAEMON = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

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
export async function connectTrayBus(): Promise<TrayBus> {
  const bus = sessionBus();
  const lost = new Set<(error: unknown) => void>();
  await new Promise<void>((resolve, reject) => {
    bus.once('connect', () => resolve());
    // The error listener stays: an 'error' event without a listener would end the process.
    bus.on('error', (error: unknown) => {
      reject(error instanceof Error ? error : new Error('no session bus'));
      for (const listener of lost) listener(error);
    });
  });
  onStreamEnd(bus, () => {
    for (const listener of lost) listener(undefined);
  });
  const call = async (message: ConstructorParameters<typeof Message>[0]): Promise<unknown> =>
    (await bus.call(new Message(message)))?.body[0];

  return {
    async hasHost() {
      const isOwned = await call({ ...DAEMON, member: 'NameHasOwner', signature: 's', body: [WATCHER] });
      if (isOwned !== true) return false;
      const answer = await call({
        destination: WATCHER,
        path: '/StatusNotifierWatcher',
        interface: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        signature: 'ss',
        body: [WATCHER, 'IsStatusNotifierHostRegistered'],
      });
      return (answer as Variant<unknown> | undefined)?.value === true;
    },
    async onHostChange(listener) {
      bus.on('message', (message: Message) => {
        const isOwnerChange = message.member === 'NameOwnerChanged' && message.body[0] === WATCHER;
        if (isOwnerChange || (message.interface === WATCHER && message.member?.startsWith('StatusNotifierHost')))
          listener();
      });
      for (const rule of [
        `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${WATCHER}'`,
        `type='signal',interface='${WATCHER}'`,
      ]) {
        await call({ ...DAEMON, member: 'AddMatch', signature: 's', body: [rule] });
      }
    },
    onLost: (listener) => void lost.add(listener),
    dispose: () => bus.disconnect(),
  };
}

/** dbus-next emits errors, but nothing when the bus closes the connection normally; its stream emits 'close'. */
function onStreamEnd(bus: MessageBus, listener: () => void): void {
  const { _connection: connection } = bus as unknown as { _connection?: { stream?: NodeJS.EventEmitter } };
  connection?.stream?.once('close', listener);
}
