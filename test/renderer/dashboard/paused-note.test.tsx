// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { PausedNote } from '../../../renderer/dashboard/paused-note';
import { makeProfile } from '../../support/make-snapshot';
import { renderProfileView, VIEW_NOW_MS, type ViewSetting } from '../../support/renderer/render-view';

/** Paused, but the headline shows something more serious. */
const LOCKED = makeProfile(VIEW_NOW_MS, { session: 'paused', storage: 'locked' });
const openNote = (profile = LOCKED, setting: ViewSetting = {}) => renderProfileView(PausedNote, profile, setting);

it('is absent while nothing is paused', async () => {
  const view = await openNote(makeProfile(VIEW_NOW_MS));
  expect(view.html()).toBe('');
});

it('says what the pause means', async () => {
  const view = await openNote();
  expect(view.text()).toMatch(/^Everything is paused\. No token leaves this app and nothing is refreshed\./);
});

it('ends the pause', async () => {
  const view = await openNote();
  await view.press('Resume');
  expect(view.calls()).toEqual([['resumeAll', undefined]]);
});

it('asks once, however often it is pressed', async () => {
  const view = await openNote(LOCKED, { unanswered: ['resumeAll'] });
  await view.press('Resume');
  expect(view.isStill('Resume')).toBe(true);
  await view.press('Resume');
  expect(view.calls()).toHaveLength(1);
});

it('says it when tokens are not saved, too', async () => {
  const view = await openNote(makeProfile(VIEW_NOW_MS, { session: 'paused', storage: 'unsaved' }));
  expect(view.text()).toContain('The newest tokens are in memory only, not yet in the system keychain.');
});

it('leaves "Resume" to the card where that is the action of the headline', async () => {
  const view = await openNote(makeProfile(VIEW_NOW_MS, { session: 'paused' }));
  expect(view.text()).toMatch(/^Everything is paused\. .* when you resume\.$/);
  expect(view.names('button')).toEqual([]);
});

it('says why the pause could not be ended', async () => {
  const view = await openNote();
  view.fake.failNext('resumeAll', 'STORAGE_FULL');
  await view.press('Resume');
  expect(view.names('alert')).toHaveLength(1);
  expect(view.text()).toContain('Free some space and retry.');
});
