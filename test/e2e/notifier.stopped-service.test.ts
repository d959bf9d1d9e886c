// The desktop's notification service hangs: programs get their tokens at once all the same, main goes on, and the app quits. Once it goes on, the next
// notification is shown.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectBroker } from '../../main/handout/broker/client';
import { ANSWER_LIMIT_MS } from '../../main/desktop/shell/messages/bus-notes';
import { waitUntil } from '../support/wait-until';
import { callFromPage } from './support/calls-from-page';
import { followTimers, passSecondsUntil, passTime } from './support/pass-time';
import { headline } from './support/sign-in-by-form';
import { signedInBefore } from './support/signed-in-before';
import { socketOfApp } from './support/socket-of-app';
import { openStage, type Stage } from './support/stage';

const DAEMON = join(import.meta.dirname, '../support/notification-daemon.mjs');
/** Longer than a few milliseconds of work, and much shorter than the 25 s for which a call over D-Bus waits. */
const AT_ONCE_MS = 10_000;
/** More than a deadline is extended by when its timer is late. */
const LATE_SECONDS = 16;

let stage: Stage;
let service: ChildProcess;
const shown: string[] = [];

beforeAll(async () => {
  stage = await openStage();
  service = spawn(process.execPath, [DAEMON, stage.desktop.busAddress], { stdio: ['pipe', 'pipe', 'inherit'] });
  createInterface({ input: service.stdout! }).on('line', (line) => shown.push(line));
  await waitUntil('the service is ready', () => shown.shift() === 'ready');
});
afterAll(async () => {
  service?.kill('SIGKILL');
  await stage?.dispose();
});

test('tokens, window and quit do not wait for a notification service that hangs', async () => {
  const app = await stage.start({ userDataDirectory: await signedInBefore(stage) });
  await followTimers(app);
  const page = await app.page();
  await headline(page, 'Healthy');
  const path = await socketOfApp(app, stage.desktop);
  const broker = await connectBroker({ path, client: { name: 'test', version: '1' } });
  const refresh = async (isRefused: boolean): Promise<void> => {
    const asked = stage.simulator.refreshesAsked;
    stage.simulator.switches.fault = isRefused ? { kind: 'challenge' } : undefined;
    await passTime(app, 5_000);
    await callFromPage(page, 'refreshNow', { profileId: 'default' });
    await waitUntil('a refresh is sent', () => stage.simulator.refreshesAsked > asked);
  };
  const inTime = async (work: () => Promise<unknown>): Promise<void> => {
    const startedMs = performance.now();
    await work();
    expect(performance.now() - startedMs).toBeLessThan(AT_ONCE_MS);
  };

  service.kill('SIGSTOP');
  await inTime(async () => {
    // The first token and the browser check cause a notification each.
    await broker.call('token.get', {});
    await refresh(true);
    await app.tray.waitForIcon('triangle-bad');
    await broker.call('token.get', {});
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  });
  let seconds = 0;
  await passSecondsUntil(app, 'both are given up', () => ++seconds > ANSWER_LIMIT_MS / 1_000 + LATE_SECONDS);
  expect(shown).toEqual([]);

  service.kill('SIGCONT');
  await refresh(false);
  await waitUntil('the next notification is shown', () => shown.length > 0);
  expect(shown).toEqual(['main: back to normal — Simulator']);

  service.kill('SIGSTOP');
  await inTime(() => app.quit());
});
