// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { StartCard } from '../../../../renderer/page/settings/start-card';
import { DEFAULT_PREFERENCES } from '../../../support/make-snapshot';
import { renderView, type ViewSetting } from '../../../support/renderer/render-view';

const START = /^Start when I sign in to this computer/;
const STAY = /^Keep running in the tray when the window is closed/;
const openCard = (setting: ViewSetting = {}) => renderView(<StartCard />, setting);
type View = Awaited<ReturnType<typeof openCard>>;
const box = (view: View, name: RegExp) => view.find('checkbox', name) as HTMLInputElement;
const asked = (view: View) => view.calls().filter(([name]) => name === 'getAutostart').length;

it.each([
  ['on', true, 'In the tray, without a window.'],
  ['off', false, 'In the tray, without a window.'],
  ['other', false, 'Set for another copy of the app, for one that has moved, or for other folders.'],
] as const)('shows what the system says: %s', async (state, isChecked, words) => {
  const view = await openCard({ unanswered: ['getAutostart'] });
  expect([box(view, START).indeterminate, box(view, START).checked]).toEqual([true, false]);
  await view.press(START, 'checkbox');
  expect(view.calls()).toEqual([['getAutostart', undefined]]);
  await view.answer('getAutostart', { ok: true, value: { state } });
  expect([box(view, START).indeterminate, box(view, START).checked]).toEqual([false, isChecked]);
  expect(view.text()).toContain(words);
});

it('asks the system again each time the window comes to the front', async () => {
  const view = await openCard();
  view.fake.answerNext('getAutostart', { state: 'on' });
  expect([asked(view), box(view, START).checked]).toEqual([1, false]);
  await view.send(window, new Event('focus'));
  expect([asked(view), box(view, START).checked]).toEqual([2, true]);
});

it('is switched on and off again, and says so', async () => {
  const view = await openCard();
  await view.press(START, 'checkbox');
  expect(box(view, START).checked).toBe(true);
  await view.press(START, 'checkbox');
  expect(box(view, START).checked).toBe(false);
  expect(view.calls().filter(([name]) => name === 'setAutostart')).toEqual([
    ['setAutostart', { isOn: true }],
    ['setAutostart', { isOn: false }],
  ]);
  expect(view.said).toEqual([
    'The app starts when you sign in to this computer.',
    'The app no longer starts automatically.',
  ]);
});

it('does not change until the system has made the change, or if it has not', async () => {
  const view = await openCard({ unanswered: ['setAutostart'] });
  await view.press(START, 'checkbox');
  await view.press(START, 'checkbox');
  expect([box(view, START).checked, view.calls().length]).toEqual([false, 2]);
  const failure = { code: 'STORAGE_DENIED', message: 'Not written by this app.', remedy: 'Remove that file.' };
  await view.answer('setAutostart', { ok: false, failure });
  expect(view.names('alert')).toEqual([expect.stringContaining('Not written by this app.')]);
  expect([box(view, START).checked, view.said]).toEqual([false, []]);
});

it('does not show a system that cannot be asked as "off"', async () => {
  const view = await openCard();
  view.fake.failNext('getAutostart', 'STORAGE_DENIED');
  await view.send(window, new Event('focus'));
  expect(view.text()).toContain('Whether the app starts when you sign in is not known.');
  expect(view.names('checkbox')).toEqual([expect.stringMatching(STAY)]);
  await view.press('Ask again');
  expect(box(view, START).checked).toBe(false);
});

it.each([true, false])('changes whether the app stays without its window, from %s', async (staysInTray) => {
  const view = await openCard({ snapshot: { preferences: { ...DEFAULT_PREFERENCES, staysInTray } } });
  expect(box(view, STAY).checked).toBe(staysInTray);
  await view.press(STAY, 'checkbox');
  expect(view.calls()).toContainEqual(['changePreferences', { staysInTray: !staysInTray }]);
});

it('says why that could not be changed', async () => {
  const view = await openCard();
  view.fake.failNext('changePreferences', 'STORAGE_FULL');
  await view.press(STAY, 'checkbox');
  expect(view.names('alert')).toEqual([expect.stringContaining('There is no space left')]);
  expect(box(view, STAY).checked).toBe(true);
});
