// A desktop's notification service without a screen: owns org.freedesktop.Notifications on a session bus, keeps the shown notifications, and can
// click on them.
// Names are those of the Desktop Notifications Specification 1.2 of freedesktop.org.
import { connectBus } from '../../build/virtual-desktop/bus-connection.mjs';

const NAME = 'org.freedesktop.Notifications';
const PATH = '/org/freedesktop/Notifications';

/** One notification that is on the screen. */
export interface ShownNotification {
  readonly id: number;
  readonly title: string;
  readonly body: string;
  /** Names and labels of its buttons in turn; the action of a click on the notification is called `default`. */
  readonly actions: readonly string[];
  /** The names of its hints, such as a picture. */
  readonly hints: readonly string[];
}

export interface NotificationHost {
  /** The notifications on the screen, oldest first. */
  shown(): readonly ShownNotification[];
  /** How many were ever shown. */
  count(): number;
  /** How often its capabilities were requested. */
  asked(): number;
  /** Clicks it (its default action); this also closes it, as on every desktop. */
  click(id: number): void;
  /** Presses the button with this label, which also closes it. */
  press(id: number, label: string): void;
  dispose(): void;
}

/** The capabilities of most desktops. */
const ABILITIES: readonly string[] = ['body', 'actions'];

/** Takes the service's name on the bus. */
export async function startNotificationHost(busAddress: string, abilities = ABILITIES): Promise<NotificationHost> {
  const connection = await connectBus(busAddress);
  const shown = new Map<number, ShownNotification>();
  let count = 0;
  let asked = 0;
  const emit = (member: string, signature: string, body: unknown[]): void => {
    connection.emit(PATH, NAME, member, signature, body);
  };
  const answers: Record<string, (body: readonly unknown[]) => readonly [signature: string, body: unknown[]]> = {
    GetServerInformation: () => ['ssss', ['test', 'test', '1', '1.2']],
    GetCapabilities: () => {
      asked++;
      return ['as', [abilities]];
    },
    Notify: ([, replaces, , title, body, actions, hints]) => {
      const id = Number(replaces) || ++count;
      shown.set(id, {
        id,
        title: String(title),
        body: String(body),
        actions: (actions as readonly unknown[]).map(String),
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
  const invoke = (id: number, action: string): void => {
    shown.delete(id);
    emit('ActionInvoked', 'us', [id, action]);
    emit('NotificationClosed', 'uu', [id, 2]);
  };
  return {
    shown: () => [...shown.values()],
    count: () => count,
    asked: () => asked,
    click: (id) => invoke(id, 'default'),
    press(id, label) {
      const actions = shown.get(id)?.actions ?? [];
      const at = actions.findIndex((each, index) => index % 2 === 1 && each === label);
      if (at < 0) throw new Error(`no button ${label}`);
      invoke(id, actions[at - 1] ?? '');
    },
    dispose: () => connection.dispose(),
  };
}
