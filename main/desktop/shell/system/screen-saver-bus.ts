// Talks to the screen saver of a Linux desktop on the session bus, for screen-lock.ts. Each desktop has a name of its own for the same interface; the one of
// freedesktop.org is KDE's and others'. None of them is started by the question.
import { sessionBusAddress } from '../../../adapters/d-bus/addresses';
import { openBus } from '../../../adapters/d-bus/connection';
import { BusLost } from '../../../adapters/d-bus/sign-in';

/** Name, and interface of the same name; the path is the name in another form. */
const SAVERS: readonly string[] = [
  'org.freedesktop.ScreenSaver',
  'org.gnome.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
  'org.xfce.ScreenSaver',
];

/** What screen-lock.ts needs from the bus. */
export interface ScreenSaverBus {
  /** Whether any of them covers the screen; `undefined` where none answers. */
  isLocked(): Promise<boolean | undefined>;
  /** Calls back when one begins to. */
  onLock(listener: () => void): Promise<void>;
  /** Calls back when the connection is lost; it does not reconnect. */
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
      // One that is not there, or does not know the call, refuses it.
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
