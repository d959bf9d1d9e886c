import { expect, it } from 'vitest';
import { createNoticePresenter } from '../../../../../main/desktop/shell/messages/notice-presenter';
import type { DesktopNote } from '../../../../../main/desktop/shell/messages/sign-in-reminder';
import type { ProfileStatus } from '../../../../../preload/contract/schemas';
import { FakeClock } from '../../../../support/fakes/clock/fake-clock';
import { makeTrayProfile, makeTraySnapshot } from '../../../../support/make-tray-snapshot';

const MINUTE = 60_000;

/** A desktop that shows notifications by key. */
function openDesktop() {
  const clock = new FakeClock();
  const shown = new Map<string, DesktopNote>();
  const titles: string[] = [];
  const opened: unknown[] = [];
  const presenter = createNoticePresenter({
    notifier: {
      show: (key, note) => {
        titles.push(note.title);
        shown.set(key, note);
      },
      renew: (key, note) => void (shown.has(key) && shown.set(key, note)),
      close: (key) => shown.delete(key),
    },
    clock,
    showPage: (page, profileId) => opened.push([page, profileId]),
    locale: { locale: 'en-GB', timeZone: 'UTC' },
  });
  const update = (...profiles: Partial<ProfileStatus>[]) =>
    presenter.update(makeTraySnapshot(profiles.map(makeTrayProfile)));
  return { clock, shown, titles, opened, presenter, update };
}

it('reports after five minutes, then that it is over; that notification disappears automatically', async () => {
  const { clock, shown, titles, update } = openDesktop();
  update({ session: 'offline' });
  await clock.advance(5 * MINUTE - 1);
  expect(titles).toEqual([]);
  await clock.advance(1);
  expect([...shown.keys()]).toEqual(['state:default']);
  update({});
  expect(titles).toEqual(['main: Axiom could not be reached for 5 minutes', 'main: back to normal']);
  expect(shown.size).toBe(1);
  await clock.advance(10_000);
  expect([shown.size, clock.timerCount]).toEqual([0, 0]);
});

it('uses a new name in what is shown, and shows nothing again that the person has closed', async () => {
  const { clock, shown, titles, update } = openDesktop();
  update({ session: 'offline' });
  await clock.advance(5 * MINUTE);
  update({ session: 'offline', name: 'bot' });
  expect(shown.get('state:default')?.title).toBe('bot: Axiom could not be reached for 5 minutes');
  shown.clear();
  update({ session: 'offline', name: 'desk' });
  expect([shown.size, titles.length]).toEqual([0, 1]);
});

it('holds one timer, of a minute at most, and none when nothing is to come or after its end', async () => {
  const { clock, presenter, update } = openDesktop();
  for (let round = 0; round < 5; round++) update({ session: 'offline' }, { id: 'hedge', storage: 'unsaved' });
  expect(clock.timerCount).toBe(1);
  await clock.advance(10 * MINUTE);
  expect([clock.timerCount, Math.max(...clock.requestedDelaysMs) <= MINUTE]).toEqual([0, true]);
  update({ session: 'offline' }, { id: 'hedge', session: 'offline' });
  presenter.dispose();
  expect(clock.timerCount).toBe(0);
});

it('counts no minutes when the clock is set, and counts a suspension at the next snapshot', () => {
  const { clock, titles, update } = openDesktop();
  update({ session: 'offline' });
  clock.jumpWall(60 * MINUTE);
  update({ session: 'offline' });
  expect(titles).toEqual([]);
  clock.freeze(5 * MINUTE);
  update({ session: 'offline' });
  expect(titles).toHaveLength(1);
});

it('leads on a click to the page that helps then, also when the account was removed', () => {
  const { shown, opened, update } = openDesktop();
  update({ session: 'needs-sign-in' }, { id: 'hedge', name: 'hedge', session: 'needs-browser' });
  expect([...shown.keys()]).toEqual(['state:default', 'state:hedge']);
  const [first, second] = shown.values();
  first?.onClick();
  update({ session: 'needs-sign-in' });
  second?.onClick();
  expect(opened).toEqual([
    ['sign-in', 'default'],
    ['dashboard', 'hedge'],
  ]);
  expect([...shown.keys()]).toEqual(['state:default']);
});
