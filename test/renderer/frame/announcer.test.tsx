// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { expect, it } from 'vitest';
import { Announcer } from '../../../renderer/frame/announcer';
import { makeProfile } from '../../support/make-snapshot';
import { renderView, VIEW_NOW_MS } from '../../support/renderer/render-view';

const good = makeProfile(VIEW_NOW_MS);
const offline = makeProfile(VIEW_NOW_MS, { session: 'offline' });

it('is one polite live region that is not visible, empty at first', async () => {
  const view = await renderView(<Announcer sentence="" />);
  expect(view.names('status')).toEqual(['']);
  expect(view.find('status').getAttribute('aria-live')).toBe('polite');
  expect(view.find('status').className).toBe('unseen');
});

it('says a new headline of the shown profile', async () => {
  const view = await renderView(<Announcer sentence="" />);
  await view.show({ profiles: [offline] });
  expect(view.text()).toBe('main: Offline, working until 12:12');
});

it.each([
  ['a snapshot with the same headline', { profiles: [{ ...good, email: 'new@example.com' }] }],
  ['a change of another profile', { profiles: [good, { ...offline, id: 'hedge' }] }],
])('is silent for %s', async (_words, change) => {
  const view = await renderView(<Announcer sentence="" />);
  await view.show(change);
  expect(view.text()).toBe('');
});

it('announces a pause, also if the headline is about something else', async () => {
  const locked = { ...makeProfile(VIEW_NOW_MS, { storage: 'locked' }) };
  const view = await renderView(<Announcer sentence="" />, { profiles: [locked] });
  await view.show({ snapshot: { isPaused: true } });
  expect(view.text()).toBe('Everything is paused.');
  await view.show({ snapshot: { isPaused: false } });
  expect(view.text()).toBe('Resumed.');
});

it('says once that the app was replaced, also where it was before the window opened', async () => {
  const replacedCopy = { message: 'Version 2.0.0 was installed.', remedy: 'Restart it.', canRestart: true };
  const view = await renderView(<Announcer sentence="" />, { snapshot: { replacedCopy } });
  expect(view.text()).toBe('Version 2.0.0 was installed. Restart it.');
  await view.show({ profiles: [offline] });
  expect(view.text()).toBe('main: Offline, working until 12:12');
  await view.show({ snapshot: { replacedCopy: { ...replacedCopy } } });
  expect(view.text()).toBe('main: Offline, working until 12:12');
});

it('never says a countdown', async () => {
  const expiring = makeProfile(VIEW_NOW_MS, { token: 'expiring', expiresAtMs: VIEW_NOW_MS + 100_000 });
  const view = await renderView(<Announcer sentence="" />);
  await view.show({ profiles: [expiring] });
  const said = view.text();
  await view.advance(30_000);
  await view.show({ profiles: [{ ...expiring }] });
  expect(view.text()).toBe(said);
});

it('announces the state of another profile when the person goes to it', async () => {
  const profiles = [good, { ...offline, id: 'hedge', name: 'hedge' }];
  const view = await renderView(<Announcer sentence="" />, { profiles });
  await view.show({ profileId: 'hedge' });
  expect(view.text()).toBe('hedge: Offline, working until 12:12');
});

function Talker() {
  const [sentence, setSentence] = useState('');
  return (
    <>
      <Announcer sentence={sentence} />
      <button type="button" onClick={() => setSentence('The backup is saved.')}>
        Talk
      </button>
      <button type="button" onClick={() => setSentence('')}>
        Fall silent
      </button>
    </>
  );
}

it('announces a page’s sentence, and keeps it when the page has no other', async () => {
  const view = await renderView(<Talker />);
  await view.press('Talk');
  expect(view.names('status')).toEqual(['The backup is saved.']);
  await view.press('Fall silent');
  expect(view.names('status')).toEqual(['The backup is saved.']);
});

it('announces the last of headline and page sentence', async () => {
  const view = await renderView(<Talker />);
  await view.press('Talk');
  await view.show({ profiles: [offline] });
  expect(view.names('status')).toEqual(['main: Offline, working until 12:12']);
});
