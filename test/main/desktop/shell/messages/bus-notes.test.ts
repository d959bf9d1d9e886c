// Notifications on a real, private session bus, with a fake notification service.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectBus } from '../../../../../build/virtual-desktop/bus-connection.mjs';
import { parseBusAddresses } from '../../../../../main/adapters/d-bus/addresses';
import { dial } from '../../../../../main/adapters/d-bus/dial';
import { type BusMessage, encodeMessage, MessageReader } from '../../../../../main/adapters/d-bus/messages';
import { signIn } from '../../../../../main/adapters/d-bus/sign-in';
import { ANSWER_LIMIT_MS, createBusNotes } from '../../../../../main/desktop/shell/messages/bus-notes';
import { type DesktopSession, openDesktopSession } from '../../../../support/desktop-session';
import { FakeClock, settle } from '../../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../../support/fakes/logger/recording-logger';
import { startNotificationHost } from '../../../../support/notification-host';
import { waitUntil } from '../../../../support/wait-until';

const SERVICE = 'org.freedesktop.Notifications';
const PATH = '/org/freedesktop/Notifications';

let desktop: DesktopSession;
const disposers: (() => Promise<void> | void)[] = [];

beforeEach(async () => {
  desktop = await openDesktopSession({ display: false, keyring: 'none', trayHost: false });
  disposers.push(() => desktop.dispose());
});
afterEach(async () => {
  for (let next = disposers.pop(); next; next = disposers.pop()) await next();
});

/** The app's notifications, and the pressed buttons. */
function app(env: NodeJS.ProcessEnv = { DBUS_SESSION_BUS_ADDRESS: desktop.busAddress }) {
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const done: string[] = [];
  const picture = () => ({ width: 1, height: 1, rgba: Buffer.from([1, 2, 3, 4]) });
  const notes = createBusNotes({
    appName: 'Axiom Token Manager',
    desktopFile: 'axiom-token-manager.desktop',
    picture,
    env,
    clock,
    logger,
  });
  disposers.push(() => notes.dispose());
  const plain = (title: string) => ({
    title,
    body: 'It had none & asks.',
    onClick: () => void done.push(`clicked ${title}`),
  });
  const show = (title = 'A bot & another', isWanted = () => true) =>
    notes.show(
      { ...plain(title), action: { label: 'Block', onPress: () => void done.push(`pressed ${title}`) } },
      isWanted,
    );
  const showPlain = (title: string) => notes.show(plain(title), () => true);
  return { clock, logger, done, notes, show, showPlain };
}

async function host(abilities?: readonly string[]) {
  const started = await startNotificationHost(desktop.busAddress, abilities);
  disposers.push(() => started.dispose());
  return started;
}

/** A program on the bus that sends anything and answers nothing. */
async function rawConnection() {
  const [address] = parseBusAddresses(desktop.busAddress);
  const stream = dial(address!);
  await signIn(stream);
  disposers.push(() => void stream.destroy());
  let serial = 0;
  const send = (message: Omit<BusMessage, 'serial' | 'flags'>) =>
    void stream.write(encodeMessage({ ...message, flags: 0, serial: ++serial }));
  const bus = 'org.freedesktop.DBus';
  const reader = new MessageReader();
  const named = new Promise<string>((resolve) =>
    stream.on('data', (chunk: Buffer) => {
      for (const { type, body } of reader.read(chunk)) if (type === 'return') resolve(String(body[0]));
    }),
  );
  send({ type: 'call', destination: bus, path: '/org/freedesktop/DBus', interface: bus, member: 'Hello', body: [] });
  return { name: await named, send, end: () => void stream.end() };
}

it('are shown with the button and a picture; press and click reach their own notification', async () => {
  const service = await host();
  const { done, show } = app();
  const [first, second] = [await show('one'), await show('two')];
  expect(service.shown()).toEqual([
    {
      id: 1,
      title: 'one',
      body: 'It had none & asks.',
      actions: ['default', 'Open', 'button', 'Block'],
      hints: ['desktop-entry', 'image-data'],
    },
    expect.objectContaining({ id: 2, title: 'two' }),
  ]);
  service.press(2, 'Block');
  service.click(1);
  await waitUntil('both are told', () => done.length === 2);
  expect(done).toEqual(['pressed two', 'clicked one']);
  await waitUntil('both are closed', () => first?.isShown() === false && second?.isShown() === false);
});

it('miss no press that comes right after they are shown', async () => {
  const service = await host();
  const { done, show } = app();
  const showing = show('one');
  await waitUntil('it is on the screen', () => service.shown().length === 1);
  service.press(1, 'Block');
  const shown = await showing;
  await waitUntil('the press is told', () => done.length > 0);
  expect(done).toEqual(['pressed one']);
  await waitUntil('it is closed', () => shown?.isShown() === false);
});

it('are closed one by one, and with the app', async () => {
  const service = await host();
  const { notes, show } = app();
  const first = await show('one');
  await show('two');
  first?.close();
  await waitUntil('one is closed', () => service.shown().length === 1);
  expect(service.shown()[0]?.title).toBe('two');
  notes.dispose();
  await waitUntil('the other one is, too', () => service.shown().length === 0);
});

it('accept no press from another program, nor one of another notification', async () => {
  const service = await host();
  const { done, show } = app();
  await show('one');
  const impostor = await rawConnection();
  const wire = { path: PATH, interface: SERVICE, signature: 'us', body: [1, 'button'] };
  // Any program that guesses a connection's name can send to it.
  for (let number = 0; number < 20; number++) {
    impostor.send({ ...wire, type: 'signal', member: 'ActionInvoked', destination: `:1.${number}` });
  }
  const another = await connectBus(desktop.busAddress);
  disposers.push(() => another.dispose());
  await another.call(SERVICE, PATH, SERVICE, 'Notify', 'susssasa{sv}i', ['x', 0, '', 'foreign', '', [], {}, -1]);
  service.click(2);
  // The bus keeps the order: the impostor's message came before the notice of its end.
  const heard = await connectBus(desktop.busAddress);
  disposers.push(() => heard.dispose());
  impostor.end();
  await waitUntil('the impostor is gone', async () => !(await heard.hasOwner(impostor.name)));
  expect(done).toEqual([]);
  service.press(1, 'Block');
  await waitUntil('the press is told', () => done.length > 0);
  expect(done).toEqual(['pressed one']);
});

it('are shown without a button if they have none, or if the desktop has none', async () => {
  const service = await host();
  const { done, showPlain } = app();
  await showPlain('plain');
  expect(service.shown()[0]?.actions).toEqual(['default', 'Open']);
  service.click(1);
  await waitUntil('the click is told', () => done.length > 0);
  expect(done).toEqual(['clicked plain']);
  service.dispose();
  const other = await host(['body', 'body-markup']);
  expect((await app().show('without'))?.isShown()).toBe(true);
  expect(other.shown()[0]).toMatchObject({ title: 'without', actions: [] });
});

it('are not shown without a service or a bus, which is logged; the next one is tried again', async () => {
  const { show, logger } = app();
  expect(await show('lost')).toBeUndefined();
  expect(logger.lines.length).toBeGreaterThan(0);
  expect(await app({}).show()).toBeUndefined();
  const service = await host();
  expect((await show('next'))?.isShown()).toBe(true);
  expect(service.shown().map(({ title }) => title)).toEqual(['next']);
});

it('are not shown when they are no longer wanted once the service answers', async () => {
  const service = await host();
  const { show, logger } = app();
  expect(await show('unwanted', () => false)).toBeUndefined();
  expect([service.asked(), service.count()]).toEqual([1, 0]);
  service.dispose();
  expect(await show('unwanted', () => false)).toBeUndefined();
  expect(logger.lines).toEqual([]);
});

it('contain no accidental formatting if the desktop supports formatting', async () => {
  const service = await host(['actions', 'body-markup']);
  await app().show();
  expect(service.shown()[0]).toMatchObject({ title: 'A bot & another', body: 'It had none &amp; asks.' });
});

it('are not shown if the service does not answer in time', async () => {
  const silent = await rawConnection();
  const bus = 'org.freedesktop.DBus';
  const to = { destination: bus, path: '/org/freedesktop/DBus', interface: bus, type: 'call' } as const;
  silent.send({ ...to, member: 'RequestName', signature: 'su', body: [SERVICE, 0] });
  const watcher = await connectBus(desktop.busAddress);
  disposers.push(() => watcher.dispose());
  await waitUntil('it has the name', () => watcher.hasOwner(SERVICE));
  const { clock, logger, show } = app();
  let result: unknown = 'waiting';
  void show().then((shown) => (result = shown));
  await clock.advance(ANSWER_LIMIT_MS - 1);
  await settle();
  expect(result).toBe('waiting');
  await clock.advance(1);
  await settle();
  expect(result).toBeUndefined();
  expect(JSON.stringify(logger.lines)).toContain('did not answer in time');
});

it('go over one connection', async () => {
  const service = await host();
  const { show } = app();
  const watcher = await connectBus(desktop.busAddress);
  disposers.push(() => watcher.dispose());
  const names = async () => {
    const bus = 'org.freedesktop.DBus';
    return ((await watcher.call(bus, '/org/freedesktop/DBus', bus, 'ListNames'))[0] as readonly string[]).length;
  };
  const before = await names();
  await show('one');
  await show('two');
  expect([await names(), service.count()]).toEqual([before + 1, 2]);
});
