// A desktop's notification service without a screen: owns org.freedesktop.Notifications on a session bus, keeps the shown notifications, and can
// click on them.
// Members are those of the Desktop Notifications Specification 1.2 of freedesktop.org.
import dbus from 'dbus-next';
import { connectBus } from '../../build/virtual-desktop/bus-connection.mjs';

const NAME = 'org.freedesktop.Notifications';
const PATH = '/org/freedesktop/Notifications';

/** One notification that is on the screen. */
export interface ShownNotification {
  readonly id: number;
  readonly title: string;
  readonly body: string;
}

export interface NotificationHost {
  /** What is on the screen, oldest first. */
  shown(): readonly ShownNotification[];
  /** How many were ever shown. */
  count(): number;
  /** Clicks it (its default action); this also closes it, as on every desktop. */
  click(id: number): void;
  dispose(): void;
}

/** Takes the service's name on the bus. */
export async function startNotificationHost(busAddress: string): Promise<NotificationHost> {
  const connection = await connectBus(busAddress);
  const { bus } = connection;
  const shown = new Map<number, ShownNotification>();
  let count = 0;
  const emit = (member: string, signature: string, body: unknown[]): void => {
    bus.send(dbus.Message.newSignal(PATH, NAME, member, signature, body));
  };
  const answers: Record<string, (body: readonly unknown[]) => readonly [signature: string, body: unknown[]]> = {
    GetServerInformation: () => ['ssss', ['test', 'test', '1', '1.2']],
    GetCapabilities: () => ['as', [['body', 'actions']]],
    Notify: ([, replaces, , title, body]) => {
      const id = Number(replaces) || ++count;
      shown.set(id, { id, title: String(title), body: String(body) });
      return ['u', [id]];
    },
    CloseNotification: ([id]) => {
      shown.delete(Number(id));
      emit('NotificationClosed', 'uu', [Number(id), 3]);
      return ['', []];
    },
  };
  bus.addMethodHandler((message: dbus.Message) => {
    const answer = message.interface === NAME ? answers[message.member] : undefined;
    if (!answer) return false;
    const [signature, body] = answer(message.body);
    bus.send(dbus.Message.newMethodReturn(message, signature, body));
    return true;
  });
  await bus.requestName(NAME, dbus.NameFlag.DO_NOT_QUEUE);
  return {
    shown: () => [...shown.values()],
    count: () => count,
    click(id) {
      shown.delete(id);
      emit('ActionInvoked', 'us', [id, 'default']);
      emit('NotificationClosed', 'uu', [id, 2]);
    },
    dispose: () => connection.dispose(),
  };
}
