import { describe, expect, it } from 'vitest';
import { OpenFolds } from '../../../main/handout/open-folds';
import type { TrailEntry } from '../../../main/handout/trail-entry';
import { BOT } from '../../support/make-handout';

type Told = Pick<TrailEntry, 'event' | 'consumer' | 'profileId'>;
const told = (event: TrailEntry['event'], more: Partial<Told> = {}): Told => ({
  event,
  consumer: BOT,
  profileId: 'main',
  ...more,
});
const OTHER = { consumer: { ...BOT, programId: 'other' } };
const SECOND = { profileId: 'second' };

describe('an open entry', () => {
  it.each<[Told, Told, boolean]>([
    [told('handed-out'), told('refused'), true],
    [told('refused'), told('handed-out'), true],
    [told('allowed'), told('blocked'), true],
    [told('allowed'), told('forgotten'), true],
    [told('blocked'), told('allowed'), true],
    [told('allowed'), told('handed-out'), false],
    [told('blocked'), told('refused'), false],
    [told('handed-out'), told('handed-out'), false],
    [told('handed-out'), told('refused', OTHER), false],
    [told('handed-out'), told('refused', SECOND), false],
    [told('handed-out'), told('refused', { consumer: { ...BOT, sessionId: 'tty9' } }), true],
    [told('handed-out'), told('paused', { ...OTHER, profileId: undefined }), true],
    [told('refused'), told('resumed', { ...OTHER, profileId: undefined }), true],
    [told('paused', { profileId: undefined }), told('resumed', { ...OTHER, profileId: undefined }), true],
    [told('refused'), told('paused', { profileId: undefined }), false],
  ])('%j is ended by %j: %s', (before, after, isEnded) => {
    const folds = new OpenFolds<{ readonly entry: Told }>();
    const open = { entry: before };
    folds.set('key', open);
    expect(folds.takeOpposite(after)).toEqual(isEnded ? [['key', open]] : []);
    expect(folds.get('key', before)).toBe(isEnded ? undefined : open);
  });
});

it('forgets what was taken out', () => {
  const folds = new OpenFolds<{ readonly entry: Told }>();
  const open = { entry: told('handed-out') };
  folds.set('key', open);
  folds.delete('key', open);
  folds.delete('key', open);
  expect([folds.get('key', open.entry), folds.takeOpposite(told('refused'))]).toEqual([undefined, []]);
});
