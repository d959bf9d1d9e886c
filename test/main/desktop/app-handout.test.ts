import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { PreferencesStore } from '../../../main/adapters/app-data/preferences-store';
import { openAppHandout } from '../../../main/desktop/app-handout';
import type { Closer } from '../../../main/desktop/quitting';
import { PERSON } from '../../../main/handout/consumer';
import { TestServices } from '../../support/make-services';
import { temporaryFolder } from '../../support/temporary-folder';

it('opens the hand-out with the pause in effect, keeps it in the settings, and writes the rest down at the end', async () => {
  const services = await new TestServices().signedIn();
  const { clock, logger } = services;
  const dataDirectory = await temporaryFolder();
  let isPaused = true;
  await writeFile(join(dataDirectory, 'preferences.json'), JSON.stringify({ isPaused }));
  const preferences = {
    read: () => ({ isPaused }),
    change: (change: { isPaused: boolean }) => {
      ({ isPaused } = change);
    },
  } as unknown as PreferencesStore;
  const closers: Closer[] = [];
  const stateDirectory = join(dataDirectory, 'state');
  const { env, platform } = process;
  const parts = { core: services, preferences, dataDirectory, stateDirectory, clock, logger, env, platform };
  const handout = openAppHandout(parts, closers);
  expect(services.lifecycle.isPaused).toBe(true);
  handout.pause.resume({ consumer: PERSON, via: 'window' });
  expect([services.lifecycle.isPaused, isPaused]).toEqual([false, false]);
  for (let copy = 0; copy < 3; copy++) {
    await handout.gate.handOut({
      profileId: 'default',
      consumer: PERSON,
      via: 'clipboard',
      kind: 'access',
      minValidMs: 0,
    });
  }
  for (const close of closers.reverse()) await close();
  const lines = (await readFile(join(dataDirectory, 'trail.jsonl'), 'utf8')).trim().split('\n');
  const count = lines.reduce((sum, line) => sum + (JSON.parse(line) as { count: number }).count, 0);
  expect(count).toBe(4);
});
