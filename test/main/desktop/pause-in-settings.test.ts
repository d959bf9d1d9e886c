import { expect, it } from 'vitest';
import type { PreferencesStore } from '../../../main/adapters/app-data/preferences-store';
import { AxiomTokenError } from '../../../main/core/base/errors';
import { keepPauseInSettings } from '../../../main/desktop/pause-in-settings';
import { PERSON } from '../../../main/handout/consumer';
import { TestServices } from '../../support/make-services';

/** Settings in memory, reduced to the pause. */
function settings(): Pick<PreferencesStore, 'read' | 'change'> {
  let current = { isPaused: false } as ReturnType<PreferencesStore['read']>;
  return {
    read: () => current,
    change: ({ isPaused = false }) => {
      current = { ...current, isPaused };
    },
  };
}

const BY = { consumer: PERSON, via: 'window' } as const;

// A version before `pause.json` reads only the settings: a person who pauses and then starts such a version must not find it running.
it('the settings also contain the pause, even one that the command line changed while the app was closed', async () => {
  const { handout, logger } = await new TestServices().signedIn();
  const preferences = settings();
  handout.pauseFile.write({ isPaused: true });
  const stop = keepPauseInSettings(handout.pause, preferences, logger);
  expect(preferences.read().isPaused).toBe(true);
  handout.pause.resume(BY);
  expect(preferences.read().isPaused).toBe(false);
  handout.pauseElsewhere.write({ isPaused: true });
  expect(preferences.read().isPaused).toBe(true);
  stop();
  handout.pause.resume(BY);
  expect(preferences.read().isPaused).toBe(true);
});

it('a failure to write them delays nobody', async () => {
  const { handout, logger } = await new TestServices().signedIn();
  const change = () => {
    throw new AxiomTokenError('STORAGE_FULL');
  };
  keepPauseInSettings(handout.pause, { ...settings(), change }, logger);
  handout.pause.pause(BY);
  expect([handout.pause.state.isPaused, logger.lines.length]).toEqual([true, 1]);
});
