// The gate in the real app: tokens that leave through the window are in the trail, and another program's pause takes effect here at once.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPauseFile } from '../../main/adapters/handout/pause-file';
import { readTrailLine } from '../../main/adapters/handout/trail-line';
import { silentLogger } from '../support/fakes/logger/silent-logger';
import { callFromPage, signInByPaste } from './support/calls-from-page';
import { headline } from './support/sign-in-by-form';
import { openStage, type Stage } from './support/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.dispose());

test('a pause by another program takes effect at once, and the trail has each token that left', async () => {
  const app = await stage.start();
  const page = await app.page();
  await signInByPaste(page, stage.simulator);
  await headline(page, 'Healthy');
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page.locator('.copied').waitFor();

  const inData = (name: string) => join(app.userDataDirectory, name);
  const settingsPath = inData('preferences.json');
  const elsewhere = openPauseFile({
    path: inData('pause.json'),
    settingsPath,
    trailPath: inData('trail.jsonl'),
    stateDirectory: join(app.userDataDirectory, 'no-state'),
    logger: silentLogger,
  });
  elsewhere.write({ isPaused: true });
  await headline(page, 'Paused by you');
  const refused = await callFromPage(page, 'copyAccessToken', { profileId: 'default' });
  expect(refused.ok ? 'copied' : refused.failure.code).toBe('PAUSED');
  // Earlier versions read the pause there.
  await expect
    .poll(async () => JSON.parse(await readFile(settingsPath, 'utf8')) as object)
    .toMatchObject({ isPaused: true });
  elsewhere.write({ isPaused: false });
  await headline(page, 'Healthy');
  await app.quit();

  const lines = (await readFile(inData('trail.jsonl'), 'utf8')).trim().split('\n');
  expect(
    lines.map((line) => readTrailLine(line)).map((entry) => [entry?.id, entry?.event, entry?.via, entry?.code]),
  ).toEqual([
    [1, 'handed-out', 'clipboard', undefined],
    [2, 'refused', 'clipboard', 'PAUSED'],
  ]);
});
