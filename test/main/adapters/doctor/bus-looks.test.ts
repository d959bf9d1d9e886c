import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lookAtSessionBus, lookAtTray } from '../../../../main/adapters/doctor/bus-looks';
import { openFakeSessionBus, SILENCE } from '../../../support/fakes/session-bus/fake-session-bus';
import { openSessionBus } from '../../../support/session-bus';
import { temporaryFolder } from '../../../support/temporary-folder';
import { startTrayHost } from '../../../support/tray-host';
import { waitUntil } from '../../../support/wait-until';

const signal = () => new AbortController().signal;

it('finds the bus and the tray of a session', async () => {
  const { desktop } = await openSessionBus();
  const env = { DBUS_SESSION_BUS_ADDRESS: desktop.busAddress };
  expect(await lookAtSessionBus(env, signal())).toBe('ok');
  expect(await lookAtTray(env, signal())).toBe('none');
  const host = await startTrayHost({ busAddress: desktop.busAddress });
  expect(await lookAtTray(env, signal())).toBe('host');
  host.dispose();
});

it('reports no bus differently from one that has ended', async () => {
  const folder = await temporaryFolder();
  expect(await lookAtSessionBus({}, signal())).toBe('none');
  expect(await lookAtTray({}, signal())).toBe('no-bus');
  const gone = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'gone')}`, XDG_RUNTIME_DIR: folder };
  expect(await lookAtSessionBus(gone, signal())).toBe('lost');
  expect(await lookAtTray(gone, signal())).toBe('no-bus');
});

it('gives up on a bus that does not answer', async () => {
  const bus = await openFakeSessionBus();
  bus.answer = () => SILENCE;
  const over = new AbortController();
  const looking = lookAtTray({ DBUS_SESSION_BUS_ADDRESS: bus.address }, over.signal);
  await waitUntil('it is asked', () => bus.questions.length === 1);
  over.abort();
  expect(await looking).toBe('no-bus');
  await waitUntil('the connection is closed', () => bus.isDeserted);
});
