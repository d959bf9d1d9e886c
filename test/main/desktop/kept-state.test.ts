import { expect, it } from 'vitest';
import { DEFAULT_PREFERENCES, type StoredPreferences } from '../../../main/adapters/app-data/preferences-form';
import { AxiomTokenError } from '../../../main/core/base/errors';
import { keptState } from '../../../main/desktop/kept-state';
import { RecordingLogger } from '../../support/fakes/logger/recording-logger';

const PLACE = { x: 1, y: 2, width: 800, height: 600, isMaximized: false };

it('is read and written by its name, and nothing else is', () => {
  let stored: StoredPreferences = { ...DEFAULT_PREFERENCES, theme: 'dark' };
  const preferences = {
    read: () => stored,
    change: (change: object) => {
      stored = { ...stored, ...change };
    },
  };
  const place = keptState(preferences, 'windowPlace', new RecordingLogger());
  expect(place.read()).toBeUndefined();
  place.set(PLACE);
  expect([place.read(), stored]).toEqual([PLACE, { ...DEFAULT_PREFERENCES, theme: 'dark', windowPlace: PLACE }]);
});

it('is ignored if it cannot be written', () => {
  const logger = new RecordingLogger();
  const preferences = {
    read: () => DEFAULT_PREFERENCES,
    change: () => {
      throw new AxiomTokenError('STORAGE_FULL');
    },
  };
  keptState(preferences, 'toldSignInEnds', logger).set({});
  expect(logger.lines).toMatchObject([{ level: 'error' }]);
});
