// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { Leftover } from '../../../../preload/contract/leftover-schema';
import { LeftoverItem } from '../../../../renderer/page/leftovers/leftover-item';
import { useCall } from '../../../../renderer/state/use-call';
import { makeLeftover } from '../../../support/make-leftover';
import { makeProfile } from '../../../support/make-snapshot';
import { renderView, VIEW_NOW_MS, type ViewSetting } from '../../../support/renderer/render-view';

const ID = { leftoverId: 'f1' };
const PROFILES = [
  makeProfile(VIEW_NOW_MS, { accountId: 'account-9' }),
  makeProfile(VIEW_NOW_MS, { id: 'hedge', name: 'hedge', accountId: 'account-1' }),
  makeProfile(VIEW_NOW_MS, { id: 'demo', name: 'demo', accountId: 'demo-account' }),
];

async function openItem(change: Partial<Leftover> = {}, setting: ViewSetting = {}) {
  const changes: Leftover[] = [];
  let gone = 0;
  function Shown() {
    const call = useCall();
    return (
      <LeftoverItem
        leftover={makeLeftover(change)}
        isBusy={call.isBusy}
        failure={call.failure}
        run={call.run}
        onChange={(leftover) => changes.push(leftover)}
        onGone={() => (gone += 1)}
      />
    );
  }
  const view = await renderView(<Shown />, { page: 'find-tokens', profiles: PROFILES, ...setting });
  return { view, changes, gone: () => gone };
}

it('says which file it is and what is known of it', async () => {
  const { view } = await openItem({ workTree: '/home/you/bots', readableBy: 'others' });
  expect(view.names('heading')).toEqual(['.axiom_tokens.json']);
  expect(view.text()).toMatch(
    /^\.axiom_tokens\.json \/home\/you\/bots\/sniper Account account-1 \(hedge\) Issued 20 Feb 2026, (at )?09:30, 9 days ago Can be read by Other users of this computer, too Git In the work tree \/home\/you\/bots: may be committed/,
  );
  expect(view.find('listitem').querySelector('.tone-attention')?.textContent).toContain('Other users');
});

it.each([
  ['only the person can read it', {}, ['Import into hedge', 'Move to trash…']],
  ['others can', { readableBy: 'others' }, ['Import into hedge', 'Make it private', 'Move to trash…']],
  ['it holds other things', { holdsOnlyTokens: false }, ['Import into hedge']],
  ['it cannot be imported', { importRefusal: 'It has expired.' }, ['Move to trash…']],
] as const)('has the buttons that help, each described by the name of the file: %s', async (_words, change, names) => {
  const { view } = await openItem(change);
  expect(view.names('button')).toEqual(names);
  expect(names.map((name) => view.description(view.find('button', name)))).toEqual(
    names.map(() => '.axiom_tokens.json'),
  );
});

it('says why it cannot be imported', async () => {
  const { view } = await openItem({ importRefusal: 'It has expired.' });
  expect(view.text()).toContain('It has expired.');
});

it.each([
  ['the profile of the account', 'account-1', 'default', 'hedge', 'hedge'],
  ['the page’s own', 'account-2', 'default', 'main', 'default'],
  ['never the demo’s', 'demo-account', 'demo', 'main', 'default'],
])('imports into %s, says so, and leads there', async (_words, account, profileId, name, wanted) => {
  const { view } = await openItem({ accounts: [account] }, { profileId });
  await view.press(`Import into ${name}`);
  expect(view.calls()).toEqual([['importLeftover', { ...ID, profileId: wanted }]]);
  expect([view.said, view.went, view.focused()]).toEqual([
    [`${name} is signed in with these tokens.`],
    [],
    '.axiom_tokens.json',
  ]);
  // The next action is about the same file.
  expect(view.names('button')).toEqual(['Show the account', 'Move to trash…']);
  await view.press('Show the account');
  expect(view.went).toEqual([['dashboard', wanted]]);
});

it('names the profile that main has signed in, where that is another one of the same account', async () => {
  const { view } = await openItem({ accounts: ['account-2'] }, { profileId: 'default' });
  view.fake.answerNext('importLeftover', { profileId: 'hedge' });
  await view.press('Import into main');
  expect(view.said).toEqual(['hedge is signed in with these tokens.']);
  await view.press('Show the account');
  expect(view.went).toEqual([['dashboard', 'hedge']]);
});

it('imports before there is any profile', async () => {
  const { view } = await openItem({}, { profiles: [] });
  await view.press('Import');
  expect(view.calls()).toEqual([['importLeftover', { ...ID, profileId: 'default' }]]);
});

it('closes it to others, says so, and has the focus at its name', async () => {
  const { view, changes } = await openItem({ readableBy: 'others' });
  view.fake.answerNext('closeLeftover', makeLeftover());
  await view.press('Make it private');
  expect(view.calls()).toEqual([['closeLeftover', ID]]);
  expect(changes).toEqual([makeLeftover()]);
  expect([view.said, view.focused()]).toEqual([['Only you can read it now.'], '.axiom_tokens.json']);
});

it('moves it to the trash', async () => {
  const { view, gone } = await openItem();
  await view.press('Move to trash…');
  expect([view.calls(), gone()]).toEqual([[['trashLeftover', ID]], 1]);
});

it.each([
  ['importLeftover', 'Import into hedge', 'INVALID_TOKEN'],
  ['closeLeftover', 'Make it private', 'STORAGE_DENIED'],
  ['trashLeftover', 'Move to trash…', 'INVALID_INPUT'],
] as const)('after a failed %s says why, here, and nothing is changed', async (call, name, code) => {
  const { view, changes, gone } = await openItem({ readableBy: 'others' });
  view.fake.failNext(call, code);
  await view.press(name);
  expect(view.names('alert')).toHaveLength(1);
  expect([changes, gone(), view.went, view.said]).toEqual([[], 0, [], []]);
  expect(view.focused()).toBe(name);
});

it.each([
  ['importLeftover', 'Import into hedge'],
  ['trashLeftover', 'Move to trash…'],
] as const)('says nothing when the person cancelled %s', async (call, name) => {
  const { view, gone } = await openItem();
  view.fake.failNext(call, 'CANCELLED');
  await view.press(name);
  expect([view.names('alert'), gone(), view.went, view.focused()]).toEqual([[], 0, [], name]);
});

it('leads from another account’s tokens to an account of its own', async () => {
  const { view } = await openItem();
  view.fake.failNext('importLeftover', 'WRONG_ACCOUNT');
  await view.press('Import into hedge');
  await view.press('Add it as an account of its own');
  expect(view.went).toEqual([['add-profile']]);
});

it('does one thing at a time', async () => {
  const { view } = await openItem({ readableBy: 'others' }, { unanswered: ['trashLeftover'] });
  await view.press('Move to trash…');
  expect(view.names('button').map(view.isStill)).toEqual([true, true, true]);
});
