// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { FindTokensPage } from '../../../../renderer/page/leftovers/find-tokens-page';
import { makeLeftover, makeStep } from '../../../support/make-leftover';
import { renderView, type ViewSetting } from '../../../support/renderer/render-view';

const HOME = 'Look in my home folder';
const FOLDER = 'Look in a folder…';
const ok = (value: unknown) => ({ ok: true as const, value });

const openPage = (setting: ViewSetting = {}) => renderView(<FindTokensPage />, { page: 'find-tokens', ...setting });
const openLooking = async () => {
  const view = await openPage({ unanswered: ['continueSearch'] });
  await view.press(HOME);
  return view;
};

it('says what it searches for, and searches nothing before a press', async () => {
  const view = await openPage();
  for (const name of ['.axiom_tokens.json', '.axiom_session.json', '.env', '.axiomtradeapi', '.chipadev_data']) {
    expect(view.text()).toContain(name);
  }
  expect(view.text()).toContain(
    'The search changes nothing, and nothing leaves this computer. It leaves out shell histories',
  );
  expect(view.names('button')).toEqual(['Back', HOME, FOLDER]);
  expect(view.find('button', HOME).className).toContain('accent');
  expect(view.calls()).toEqual([]);
});

it.each([
  [HOME, 'home', '/home/you'],
  [FOLDER, 'folder', '/srv/bots'],
])('looks on "%s" there, and says what came out', async (name, where, folder) => {
  const view = await openPage();
  await view.press(name);
  expect(view.calls()).toEqual([
    ['startSearch', { where }],
    ['continueSearch', { searchId: 's1' }],
  ]);
  expect(view.text()).toContain(`No tokens were found. Looked at 12 folders in ${folder}, and read 3 files.`);
  expect(view.focused()).toBe(name);
});

it('shows what was found as it comes, while the buttons that begin a search wait', async () => {
  const view = await openLooking();
  await view.answer('continueSearch', ok(makeStep({ isDone: false, found: [makeLeftover()] })));
  expect(view.names('heading')).toContain('.axiom_tokens.json');
  expect([view.isStill(HOME), view.isStill(FOLDER), view.isStill('Cancel')]).toEqual([true, true, false]);
  expect(view.focused()).toBe(HOME);
});

it('keeps what was found when it is cancelled, and has the focus at the result', async () => {
  const view = await openLooking();
  await view.answer('continueSearch', ok(makeStep({ isDone: false, found: [makeLeftover()] })));
  await view.press('Cancel');
  await view.answer('continueSearch', ok(makeStep({ isDone: false, folderCount: 40 })));
  expect(view.focused()).toMatch(/^Cancelled\. Tokens were found in 1 file until then\. Looked at 40 folders/);
  expect(view.names('listitem')).toHaveLength(1);
  expect(view.isStill(HOME)).toBe(false);
});

it('shows only what the last search found, because earlier files may be gone', async () => {
  const view = await openPage();
  view.fake.answerNext('continueSearch', makeStep({ found: [makeLeftover(), makeLeftover({ id: 'f2' })] }));
  await view.press(HOME);
  view.fake.answerNext(
    'continueSearch',
    makeStep({ found: [makeLeftover({ id: 'f2', path: '/bots/.env' }), makeLeftover({ id: 'f3' })] }),
  );
  await view.press(FOLDER);
  expect(view.names('heading').slice(2)).toEqual(['.env', '.axiom_tokens.json']);
  expect(view.text()).toContain('Tokens were found in 2 files. Looked at 12 folders in /srv/bots');
});

it.each([
  ['STORAGE_DENIED', 1],
  ['CANCELLED', 0],
] as const)('after %s of the dialog has %i alerts and no end of a search', async (code, alerts) => {
  const view = await openPage();
  view.fake.failNext('startSearch', code);
  await view.press(FOLDER);
  expect(view.names('alert')).toHaveLength(alerts);
  expect(view.text()).not.toContain('Looked at');
  expect(view.focused()).toBe(FOLDER);
});

it('says why it stopped when a step fails', async () => {
  const view = await openPage();
  view.fake.failNext('continueSearch', 'INVALID_INPUT');
  await view.press(HOME);
  expect(view.names('alert')).toHaveLength(1);
  expect(view.text()).toContain('Not everything was looked at.');
});

it('has the focus at the result when the last file is in the trash', async () => {
  const view = await openPage();
  view.fake.answerNext('continueSearch', makeStep({ found: [makeLeftover()] }));
  await view.press(HOME);
  await view.press('Move to trash…');
  expect(view.names('listitem')).toEqual([]);
  expect(view.focused()).toMatch(/^Tokens were found in 1 file\./);
});
