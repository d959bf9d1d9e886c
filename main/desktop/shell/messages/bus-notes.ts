// The desktop's notifications on Linux, over the session bus. Electron's own use libnotify, which has no buttons and waits 25 s on main's thread for a
// service that hangs. Names are those of the Desktop Notifications Specification 1.2 of freedesktop.org. One connection, opened for the first
// notification; keyed-notes.ts decides which are shown.
import { sessionBusAddress } from '../../../adapters/d-bus/addresses';
import { type BusConnection, openBus } from '../../../adapters/d-bus/connection';
import type { BusMessage } from '../../../adapters/d-bus/messages';
import { BusLost } from '../../../adapters/d-bus/sign-in';
import { Variant } from '../../../adapters/d-bus/values';
import { startDeadline } from '../../../core/flow/deadline';
import type { Clock } from '../../../core/ports/clock';
import type { Logger } from '../../../core/ports/logger';
import type { DesktopNote } from './sign-in-reminder';

/** A picture with four bytes a pixel: red, green, blue, alpha. */
export interface NotePicture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Buffer;
}

/** A notification on the screen. */
export interface ShownNote {
  isShown(): boolean;
  close(): void;
}

export interface BusNotes {
  /**
   * `undefined` when nothing is shown: the desktop has no notifications or does not answer in time, or `isWanted` became false meanwhile. Has a button
   * only if the desktop supports buttons. Never rejects.
   */
  show(note: DesktopNote, isWanted: () => boolean): Promise<ShownNote | undefined>;
  /** Closes all notifications that are shown. */
  dispose(): void;
}

export interface BusNotesParts {
  readonly appName: string;
  /** The name of the app's desktop file, by which desktops find its settings for notifications. */
  readonly desktopFile: string | undefined;
  /** The picture beside the text; made for the first notification. */
  readonly picture: () => NotePicture | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** As long as most programs wait for an answer over D-Bus: the service may have to be started. */
export const ANSWER_LIMIT_MS = 25_000;

const NAME = 'org.freedesktop.Notifications';
const SERVICE = { destination: NAME, path: '/org/freedesktop/Notifications', interface: NAME } as const;
/** The action name for a click on the notification itself. */
const CLICK = 'default';
const BUTTON = 'button';
const AS_LONG_AS_USUAL = -1;
const MOST_EARLY = 50;

interface Note {
  /** The service's unique bus name, which no other connection can have. */
  readonly owner: string;
  readonly id: number;
  readonly note: DesktopNote;
}

export function createBusNotes(parts: BusNotesParts): BusNotes {
  const { appName, desktopFile, picture, env, clock, logger } = parts;
  const shown = new Set<Note>();
  let bus: BusConnection | undefined;
  let listening: Promise<void> | undefined;
  /** Number of requests in progress, and signals received meanwhile: they may belong to a notification whose id is not known yet. */
  let sending = 0;
  const early: BusMessage[] = [];

  const onSignal = (signal: BusMessage): void => {
    const { sender, interface: from, member } = signal;
    if (from !== NAME) return;
    const [id, action] = signal.body;
    // Any program can send this signal, so it must come from the service that shows the notification.
    const pressed = [...shown].find((each) => each.owner === sender && each.id === id);
    if (!pressed) {
      if (sending > 0 && early.length < MOST_EARLY) early.push(signal);
      return;
    }
    if (member === 'NotificationClosed') shown.delete(pressed);
    else if (member === 'ActionInvoked' && action === BUTTON) pressed.note.action?.onPress();
    else if (member === 'ActionInvoked' && action === CLICK) pressed.note.onClick();
  };
  const connect = async (): Promise<BusConnection> => {
    if (!bus || bus.isLost()) {
      const address = sessionBusAddress(env);
      if (address === undefined) throw new BusLost('there is no session bus');
      shown.clear();
      bus = openBus(address);
      bus.onSignal(onSignal);
      listening = bus.addMatch(`type='signal',sender='${NAME}',path='${SERVICE.path}',interface='${NAME}'`);
    }
    const connected = bus;
    await listening;
    return connected;
  };
  const close = (on: BusConnection, { owner, id }: Pick<Note, 'owner' | 'id'>): Promise<unknown> =>
    on
      .call({ ...SERVICE, destination: owner, member: 'CloseNotification', signature: 'u', body: [id] })
      // Already closed, or the service has ended.
      .catch(() => undefined);
  const notify = async (on: BusConnection, owner: string, body: readonly unknown[]): Promise<number> => {
    sending++;
    try {
      const [id] = await on.call({
        ...SERVICE,
        destination: owner,
        member: 'Notify',
        signature: 'susssasa{sv}i',
        body,
      });
      return Number(id);
    } finally {
      sending--;
    }
  };
  const send = async (note: DesktopNote, isWanted: () => boolean): Promise<ShownNote | undefined> => {
    const on = await connect();
    const [abilities] = await on.call({ ...SERVICE, member: 'GetCapabilities', mayStart: true });
    if (!Array.isArray(abilities) || !isWanted()) return undefined;
    const owner = String(await on.askBus('GetNameOwner', 's', [NAME]));
    const words = abilities.includes('body-markup') ? note.body.replaceAll('&', '&amp;') : note.body;
    const actions = abilities.includes('actions') ? actionsOf(note) : [];
    const hints = hintsOf(picture(), desktopFile);
    const body = [appName, 0, '', note.title, words, actions, hints, AS_LONG_AS_USUAL];
    if (!isWanted()) return undefined;
    const made: Note = { owner, id: await notify(on, owner, body), note };
    if (!isWanted()) return void close(on, made);
    shown.add(made);
    for (const signal of early.splice(0)) onSignal(signal);
    return {
      isShown: () => shown.has(made),
      close: () => {
        if (shown.delete(made)) void close(on, made);
      },
    };
  };

  return {
    show: (note, isWanted) =>
      new Promise((resolve) => {
        let isOpen = true;
        const finish = (result: ShownNote | undefined): void => {
          isOpen = false;
          cancel();
          resolve(result);
        };
        const fail = (reason: string): void => {
          if (!isOpen) return;
          if (isWanted()) logger.warn('a notification could not be shown', { reason });
          finish(undefined);
        };
        const cancel = startDeadline(clock, ANSWER_LIMIT_MS, () => fail('the desktop did not answer in time'));
        send(note, () => isOpen && isWanted()).then(finish, (reason: unknown) => fail(String(reason)));
      }),
    dispose() {
      const on = bus;
      if (!on) return;
      const closing = [...shown].map((each) => close(on, each));
      shown.clear();
      void Promise.all(closing).then(() => on.close());
    },
  };
}

function actionsOf({ action }: DesktopNote): readonly string[] {
  return [CLICK, 'Open', ...(action ? [BUTTON, action.label] : [])];
}

function hintsOf(picture: NotePicture | undefined, desktopFile: string | undefined): Readonly<Record<string, Variant>> {
  const entry = desktopFile?.replace(/\.desktop$/, '');
  return {
    ...(entry === undefined ? {} : { 'desktop-entry': new Variant('s', entry) }),
    ...(picture ? { 'image-data': new Variant('(iiibiiay)', imageOf(picture)) } : {}),
  };
}

function imageOf({ width, height, rgba }: NotePicture): readonly unknown[] {
  // Bytes per row, has alpha, bits per channel, channels.
  return [width, height, width * 4, true, 8, 4, rgba];
}
