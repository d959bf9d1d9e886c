import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inspectSessionBus, inspectTray } from '../../../../main/adapters/doctor/inspect-bus';
import { openFakeSessionBus, SILENCE } from '../../../support/fakes/session-bus/fake-session-bus';
import { openSessionBus } from '../../../support/session-bus';
import { temporaryFolder } from '../../../support/temporary-folder';
import { startTrayHost } from '../../../support/tray-host';
import { waitUntil } from '../../../support/wait-until';

const signal = () => new AbortController().signal;

it('finds the bus and the tray of a session', async () => {
  const { desktop } = await openSessionBus();
  const env = { DBUS_SESSION_BUS_ADDRESS: desktop.busAddress };
  expect(await inspectSessionBus(env, signal())).toBe('ok');
  expect(await inspectTray(env, signal())).toBe('none');
  const host = await startTrayHost({ busAddress: desktop.busAddress });
  expect(await inspectTray(env, signal())).toBe('host');
  host.dispose();
});

it('reports no bus differently from one that has ended', async () => {
  const folder = await temporaryFolder();
  expect(await inspectSessionBus({}, signal())).toBe('none');
  expect(await inspectTray({}, signal())).toBe('no-bus');
  const gone = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'gone')}`, XDG_RUNTIME_DIR: folder };
  expect(await inspectSessionBus(gone, signal())).toBe('lost');
  expect(await inspectTray(gone, signal())).toBe('no-bus');
});

it('gives up on a bus that does not answer', async () => {
  const bus = await openFakeSessionBus();
  bus.answer = () => SILENCE;
  const over = new AbortController();
  const looking = inspectTray({ DBUS_SESSION_BUS_ADDRESS: bus.address }, over.signal);
  await waitUntil('it is asked', () => bus.questions.length === 1);
  over.abort();
  expect(await looking).toBe('no-bus');
  await waitUntil('the connection is closed', () => bus.isDeserted);
});
