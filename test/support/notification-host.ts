// A desktop's notification service without a screen: owns org.freedesktop.Notifications on a session bus, keeps the shown notifications, and can
// click on them.
// Members are those of the Desktop Notifications Specification 1.2 of freedesktop.org.
import { connectBus } from '../../build/virtual-desktop/bus-connection.mjs';

const NAME = 'org.freedesktop.Notifications';
const PATH = '/org/freedesktop/Notifications';

/** One notification that is on the screen. */
export interface ShownNotification {
  readonly id: number;
  readonly title: string;
  readonly body: string;
  /** The names of what comes with it, as of a picture. */
  readonly hints: readonly string[];
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
  const shown = new Map<number, ShownNotification>();
  let count = 0;
  const emit = (member: string, signature: string, body: unknown[]): void => {
    connection.emit(PATH, NAME, member, signature, body);
  };
  const answers: Record<string, (body: readonly unknown[]) => readonly [signature: string, body: unknown[]]> = {
    GetServerInformation: () => ['ssss', ['test', 'test', '1', '1.2']],
    GetCapabilities: () => ['as', [['body', 'actions']]],
    Notify: ([, replaces, , title, body, , hints]) => {
      const id = Number(replaces) || ++count;
      shown.set(id, {
        id,
        title: String(title),
        body: String(body),
        hints: Object.keys(hints as Readonly<Record<string, unknown>>),
      });
      return ['u', [id]];
    },
    CloseNotification: ([id]) => {
      shown.delete(Number(id));
      emit('NotificationClosed', 'uu', [Number(id), 3]);
      return ['', []];
    },
  };
  connection.serve(({ interface: asked, member, body }) =>
    asked === NAME && member !== undefined ? answers[member]?.(body) : undefined,
  );
  await connection.requestName(NAME);
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
