// Talks to the screen saver of a Linux desktop over the session bus, for screen-lock.ts. The same interface has a different name on each desktop; the name of
// freedesktop.org is used by KDE and others. Asking never starts a screen saver.
import { sessionBusAddress } from '../../../adapters/d-bus/addresses';
import { openBus } from '../../../adapters/d-bus/connection';
import { BusLost } from '../../../adapters/d-bus/sign-in';

/** Bus names; the interface has the same name, and the path is derived from it. */
const SAVERS: readonly string[] = [
  'org.freedesktop.ScreenSaver',
  'org.gnome.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
  'org.xfce.ScreenSaver',
];

/** The part of the bus that screen-lock.ts uses. */
export interface ScreenSaverBus {
  /** Whether any of them covers the screen; `undefined` where none answers. */
  isLocked(): Promise<boolean | undefined>;
  /** Calls back when a screen saver becomes active. */
  onLock(listener: () => void): Promise<void>;
  /** Calls back when the connection is lost; there is no reconnect. */
  onLost(listener: () => void): void;
  dispose(): void;
}

/** Connects to the session bus. Rejects when there is none. */
export async function connectScreenSaverBus(env: NodeJS.ProcessEnv = process.env): Promise<ScreenSaverBus> {
  const address = sessionBusAddress(env);
  if (address === undefined) throw new BusLost('there is no session bus');
  const bus = openBus(address);
  await bus.ready;
  const isActive = async (name: string): Promise<boolean | undefined> => {
    const path = `/${name.replaceAll('.', '/')}`;
    const [answer] = await bus.call({ destination: name, path, interface: name, member: 'GetActive' });
    return typeof answer === 'boolean' ? answer : undefined;
  };
  return {
    async isLocked() {
      // A screen saver that does not exist or does not know the call answers with an error.
      const answers = await Promise.all(SAVERS.map((name) => isActive(name).catch(() => undefined)));
      return answers.includes(true) || (answers.includes(false) ? false : undefined);
    },
    async onLock(listener) {
      bus.onSignal(({ member, interface: name, body }) => {
        if (member === 'ActiveChanged' && name !== undefined && SAVERS.includes(name) && body[0] === true) listener();
      });
      await bus.addMatch("type='signal',member='ActiveChanged'");
    },
    onLost: (listener) => bus.onLost(listener),
    dispose: () => bus.close(),
  };
}
