// The whole app is stopped while an answer is in flight, as by a swapped-out machine or a debugger: the answer that arrived meanwhile is used, and
// no used refresh token is sent again, for which the server would end the sign-in.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AXIOM_CALL_TIMEOUT_MS } from '../../main/adapters/axiom/axiom-requests';
import { waitUntil } from '../support/wait-until';
import { savedFingerprint, waitForNewPair } from './support/keychain-entry';
import { followTimers, passTime } from './support/pass-time';
import { headline, signInByForm } from './support/sign-in-by-form';
import { openStage, type Stage } from './support/stage';

/** What is left of the time that a refresh may take when the app is stopped. */
const LAST_MS = 5_000;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.dispose());

test('stopped for longer than the time limit of a refresh, it uses the answer that came meanwhile', async () => {
  const { simulator, desktop } = stage;
  const app = await stage.start();
  await followTimers(app);
  const page = await app.page();
  await signInByForm(page, simulator);
  const before = await savedFingerprint(desktop);
  expect(simulator.refreshesAsked).toBe(0);

  simulator.switches.latencyMs = 1_000;
  await app.tray.click('Refresh now');
  await waitUntil('the refresh is on its way', () => simulator.refreshesAsked === 1);
  await passTime(app, AXIOM_CALL_TIMEOUT_MS - LAST_MS);
  // The app leads its own process group: page, network and keychain helper are stopped with it.
  process.kill(-app.pid, 'SIGSTOP');
  // Real time, because nobody can set the clock of a stopped process.
  await pause(LAST_MS + 3_000);
  expect(simulator.refreshCount).toBe(1);
  process.kill(-app.pid, 'SIGCONT');

  await waitForNewPair(desktop, () => simulator.currentTokens(), before);
  await headline(page, 'Healthy');
  expect([simulator.refreshesAsked, simulator.refreshCount]).toEqual([1, 1]);
});
