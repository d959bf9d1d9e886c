// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { FakeTokenManagerApi } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { makeEmptyProfile, makeProfile, makeSnapshot } from '../../support/make-snapshot';
import { openApp } from '../../support/renderer/open-app';
import { passphraseJudged } from '../../support/renderer/passphrase-judged';
import { actAndSettle, VIEW_NOW_MS } from '../../support/renderer/render-view';

const main = makeProfile(VIEW_NOW_MS);
const signedIn = makeSnapshot(VIEW_NOW_MS, [main]);
const signedOut = makeSnapshot(VIEW_NOW_MS, [makeEmptyProfile(VIEW_NOW_MS)]);

it.each([
  ['en-GB', /\b12:12\b/],
  ['en-US', /\b12:12\sPM/],
])('writes times as the locale %s does, which main names', async (timeLocale, words) => {
  const offline = makeProfile(VIEW_NOW_MS, { session: 'offline', nextTryAtMs: VIEW_NOW_MS + 20_000 });
  const { view } = await openApp(makeSnapshot(VIEW_NOW_MS, [offline], { timeLocale }));
  expect(view.text()).toMatch(words);
});

describe('the overview of keys', () => {
  it('opens over a form, and what was typed there is still there when it is closed', async () => {
    const { view, request } = await openApp();
    await request({ page: 'back-up' });
    await view.type('Passphrase', 'half of one');
    await request({ page: 'shortcuts' });
    view.find('button', 'Close').focus();
    await view.key('Escape');
    expect(view.names('heading')[0]).toBe('Back up');
    expect(view.names('heading')).not.toContain('Keyboard shortcuts');
    expect(view.field('Passphrase').value).toBe('half of one');
  });
});

describe('the start', () => {
  it.each([
    ['the dashboard, when somebody is signed in', signedIn, 'main'],
    ['the welcome, when nobody is', signedOut, 'Stay signed in to Axiom'],
  ])('shows %s', async (_words, first, heading) => {
    const { title } = await openApp(first);
    expect(title()).toBe(heading);
  });

  it('is empty until main has answered', async () => {
    const { view } = await openApp(signedIn, (fake) => {
      Object.assign(fake.api, { getSnapshot: () => new Promise(() => undefined) });
    });
    expect(view.html()).toBe('');
  });

  it('reports to main that it listens once it does, to all pushes', async () => {
    const done: string[] = [];
    await openApp(signedIn, ({ api }) => {
      const { subscribe, pageReady } = api;
      Object.assign(api, {
        subscribe: (...given: Parameters<typeof subscribe>) => {
          done.push(given[0]);
          return subscribe(...given);
        },
        pageReady: (request: undefined) => {
          done.push('ready');
          return pageReady(request);
        },
      });
    });
    expect(done).toEqual(['snapshotChanged', 'pageRequested', 'pressDone', 'fileOpened', 'ready']);
  });

  it('says why it could not, and tries again when asked to', async () => {
    const { view, fake, title } = await openApp(signedIn, ({ failNext }) => failNext('getSnapshot', 'INTERNAL'));
    expect(title()).toBe('The window could not be loaded');
    await view.press('Try again');
    expect(title()).toBe('main');
    expect(fake.calls.map(({ name }) => name)).toEqual([
      'getSnapshot',
      'pageReady',
      'getSnapshot',
      'describeRefreshes',
      'setShownProfile',
    ]);
  });

  it('reports to main which account is on screen, whenever that changes', async () => {
    const two = makeSnapshot(VIEW_NOW_MS, [main, makeProfile(VIEW_NOW_MS, { id: 'hedge', name: 'hedge' })]);
    const { view, fake } = await openApp(two);
    const shown = () => fake.calls.flatMap(({ name, request }) => (name === 'setShownProfile' ? [request] : []));
    expect(shown()).toEqual([{ profileId: 'default' }]);
    await view.press('hedge healthy · 12 min');
    await view.press('Settings');
    expect(shown()).toEqual([{ profileId: 'default' }, { profileId: 'hedge' }]);
  });

  it('does not show the old failure while it tries again', async () => {
    const { view, fake } = await openApp(signedIn, ({ failNext }) => failNext('getSnapshot', 'INTERNAL'));
    Object.assign(fake.api, { getSnapshot: () => new Promise(() => undefined) });
    await view.press('Try again');
    expect(view.html()).toBe('');
  });

  it('shows the page that the tray asked for before there was anything to show', async () => {
    const { title } = await openApp(signedIn, (fake) => {
      const { getSnapshot } = fake.api;
      Object.assign(fake.api, {
        getSnapshot: async () => {
          await Promise.resolve();
          fake.requestPage({ page: 'settings' });
          return getSnapshot(undefined);
        },
      });
    });
    expect(title()).toBe('Settings');
  });
});

describe('what main pushes', () => {
  it('is shown at once, and its headline said', async () => {
    const { view, push } = await openApp();
    await push(makeSnapshot(VIEW_NOW_MS, [makeProfile(VIEW_NOW_MS, { session: 'needs-sign-in' })]));
    expect(view.names('button')).toContain('Sign in');
    expect(view.names('status')).toEqual(['main: Sign in again']);
  });

  it('leads to the page it asks for', async () => {
    const { title, request } = await openApp();
    await request({ page: 'clear' });
    expect(title()).toBe('Clear tokens');
  });
});

describe('a shortcut', () => {
  const COPIED = { kind: 'copied', clearsAfterSeconds: 30 } as const;
  const tell = (fake: FakeTokenManagerApi, atMs: number) =>
    actAndSettle(() => fake.sendPressResult({ profileId: 'default', atMs, result: COPIED }));

  it('is answered on another page, and once it is closed no more', async () => {
    const { view, fake, request } = await openApp();
    await request({ page: 'settings' });
    await tell(fake, VIEW_NOW_MS);
    expect(view.text()).toContain('main: Copied. Cleared from the clipboard in 30 s');
    expect(view.names('status')).toEqual(['main: Copied. Cleared from the clipboard in 30 s']);
    const said = view.find('status').textContent;
    await tell(fake, VIEW_NOW_MS + 1);
    // A different text for the live region with the same words, so that a screen reader reads it again.
    expect(view.find('status').textContent).not.toBe(said);
    await view.press('Close');
    expect(view.names('button')).not.toContain('Close');
  });

  it('is answered on the card of the account in the place of its buttons', async () => {
    const { view, fake } = await openApp();
    await tell(fake, VIEW_NOW_MS);
    expect(view.place.querySelector('.card-foot .copied')?.textContent).toMatch(/^Copied\. Cleared/);
    expect(view.names('status')).toEqual(['main: Copied. Cleared from the clipboard in 30 s']);
  });
});

describe('Escape', () => {
  it('leads to the page above, and on the top page nowhere', async () => {
    const { view, title, request } = await openApp();
    await request({ page: 'settings' });
    await view.key('Escape');
    expect(title()).toBe('main');
    await view.key('Escape');
    expect(title()).toBe('main');
  });

  it('does nothing more if a view has handled it: the page stays', async () => {
    const { view, title, request } = await openApp();
    await request({ page: 'settings' });
    document.addEventListener('keydown', (event) => event.preventDefault(), { capture: true, once: true });
    await view.key('Escape');
    expect(title()).toBe('Settings');
  });

  it('is the only key that leads back: other keys do nothing', async () => {
    const { view, title, request } = await openApp();
    await request({ page: 'settings' });
    await view.key('a');
    expect(title()).toBe('Settings');
  });
});

describe('the title of the window', () => {
  const demo = makeProfile(VIEW_NOW_MS, { id: 'demo', name: 'demo', isSimulator: true });

  it.each([
    ['Axiom Token Manager', signedIn],
    ['Axiom Token Manager – Simulator', makeSnapshot(VIEW_NOW_MS, [demo])],
    [
      'Axiom Token Manager – Simulator',
      makeSnapshot(VIEW_NOW_MS, [main], { simulatorOrigin: 'http://127.0.0.1:41873' }),
    ],
  ])('is "%s"', async (words, first) => {
    await openApp(first);
    expect(document.title).toBe(words);
  });

  it('names the simulator only while its card is shown', async () => {
    const { view } = await openApp(makeSnapshot(VIEW_NOW_MS, [demo, main]));
    expect(document.title).toContain('Simulator');
    await view.press(/^main/);
    expect(document.title).toBe('Axiom Token Manager');
  });
});

it('announces a page’s sentence in the live region', async () => {
  const { view, request } = await openApp();
  await request({ page: 'back-up' });
  await view.type('Passphrase', 'a good passphrase');
  await view.type('The same passphrase again', 'a good passphrase');
  await view.submit();
  await passphraseJudged();
  expect(view.names('status')).toEqual(['The backup is saved.']);
});

it('uses a file that is dropped anywhere for the account that is shown', async () => {
  const { view, fake, title } = await openApp();
  const event = new Event('drop', { bubbles: true, cancelable: true });
  await view.send(view.place, Object.assign(event, { dataTransfer: { files: [], getData: () => 'two tokens' } }));
  expect(fake.calls.filter(({ name }) => name === 'signInWithTokens')).toEqual([
    { name: 'signInWithTokens', request: { profileId: 'default', text: 'two tokens' } },
  ]);
  expect(title()).toBe('main');
});
