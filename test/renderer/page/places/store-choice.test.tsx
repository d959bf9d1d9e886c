// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { ProfileStatus } from '../../../../preload/contract/schemas';
import { StoreChoice } from '../../../../renderer/page/places/store-choice';
import { makeEmptyProfile, makeProfile, makePlace } from '../../../support/make-snapshot';
import { passphraseJudged } from '../../../support/renderer/passphrase-judged';
import { renderProfileView, renderView, VIEW_NOW_MS, type ViewSetting } from '../../../support/renderer/render-view';

const main = makeProfile(VIEW_NOW_MS);
const empty = makeEmptyProfile(VIEW_NOW_MS);

async function openChoice(profile: ProfileStatus = main, setting: ViewSetting = {}) {
  let moves = 0;
  const view = await renderView(<StoreChoice profile={profile} onMoved={() => (moves += 1)} />, setting);
  const checked = () =>
    view
      .names('radio')
      .map(view.field)
      .find((radio) => radio.checked)?.value;
  return { view, moves: () => moves, checked };
}

it('offers four places and says what each is', async () => {
  const { view, checked } = await openChoice();
  expect(view.names('group')).toEqual(['Keep them in']);
  expect(view.names('radio')).toEqual([
    'System keychain Encrypted by your system and unlocked with your session.',
    'A file sealed with a passphrase… Encrypted. You enter the passphrase once after each start.',
    'A file… Readable by your user only, in the format that Rust clients read. Not encrypted.',
    'This run only Gone when the app quits. You sign in again next time.',
  ]);
  expect(checked()).toBe('keychain');
});

it.each([
  ['saved', 'Now: System keychain'],
  ['locked', 'Now: System keychain, locked'],
  ['unavailable', 'Now: System keychain, not reachable'],
  ['unsaved', 'Now: System keychain, not saved there yet'],
  ['corrupt', 'Now: System keychain, damaged'],
] as const)('says of a place that is %s: "%s"', async (storage, words) => {
  const { view } = await openChoice(makeProfile(VIEW_NOW_MS, { storage }));
  expect(view.place.querySelector('.store-now')?.textContent).toBe(words);
});

it('moves nothing when a place is only chosen', async () => {
  const { view, checked } = await openChoice();
  expect(view.names('button')).toEqual([]);
  await view.press(/^This run only/, 'radio');
  expect(checked()).toBe('memory');
  expect(view.calls()).toEqual([]);
});

it.each([
  [/^This run only/, 'Move the tokens', main, 'memory'],
  [/^This run only/, 'Keep tokens there', empty, 'memory'],
  [/^A file… /, 'Choose the file…', main, 'file'],
] as const)('moves to %s by "%s"', async (place, name, profile, kind) => {
  const { view, moves } = await openChoice(profile);
  await view.press(place, 'radio');
  await view.press(name);
  expect(view.calls()).toEqual([['chooseStorage', { profileId: 'default', kind }]]);
  expect(view.said).toEqual(['The tokens of main are kept there from now on.']);
  expect(moves()).toBe(1);
});

it.each([
  ['Leave them', main],
  ['Leave it', empty],
])('goes back by "%s" to the place in use, and the focus with it', async (name, profile) => {
  const { view, checked } = await openChoice(profile);
  await view.press(/^This run only/, 'radio');
  await view.press(name);
  expect(checked()).toBe('keychain');
  expect(view.focused()).toMatch(/^System keychain/);
  expect(view.calls()).toEqual([]);
});

it('asks for a passphrase before a sealed file, and moves there', async () => {
  const { view, moves } = await openChoice();
  await view.press(/^A file sealed/, 'radio');
  await view.type('Passphrase', 'a good passphrase');
  await view.type('The same passphrase again', 'a good passphrase');
  await view.submit();
  await passphraseJudged();
  expect(view.calls()).toEqual([['moveToSealedFile', { profileId: 'default', passphrase: 'a good passphrase' }]]);
  expect(moves()).toBe(1);
});

it('asks for nothing where the sealed file is in use', async () => {
  const { view } = await openChoice(makeProfile(VIEW_NOW_MS, { place: makePlace('sealed-file') }));
  expect(view.names('button')).toEqual([]);
  expect(view.place.querySelector('form')).toBeNull();
});

it('stays and says why when the move did not work, until another place is chosen', async () => {
  const { view, moves, checked } = await openChoice();
  view.fake.failNext('chooseStorage', 'STORAGE_FULL');
  await view.press(/^This run only/, 'radio');
  await view.press('Move the tokens');
  expect(view.names('alert')[0]).toContain('There is no space left to save the tokens.');
  expect([moves(), checked()]).toEqual([0, 'memory']);
  await view.press(/^A file… /, 'radio');
  expect(view.names('alert')).toEqual([]);
});

it('follows its profile again after a move, wherever the tokens go next', async () => {
  const view = await renderProfileView(
    ({ profile }) => <StoreChoice profile={profile} onMoved={() => undefined} />,
    main,
  );
  await view.press(/^This run only/, 'radio');
  await view.press('Move the tokens');
  expect(view.names('button')).toEqual([]);
  await view.show({ profiles: [makeProfile(VIEW_NOW_MS, { place: makePlace('file'), storePlace: '/a' })] });
  expect(view.find('radio', /^A file… /)).toHaveProperty('checked', true);
  expect(view.text()).toMatch(/^Keep them in Now: \/a System keychain .* You sign in again next time\.$/);
});

it.each([
  ['to memory', /^This run only/, 'memory', 'chooseStorage'],
  ['into a sealed file', /^A file sealed/, 'sealed-file', 'moveToSealedFile'],
] as const)('goes on when the tokens have moved %s before the answer is there', async (_where, choice, kind, name) => {
  let moves = 0;
  const Choice = ({ profile }: { profile: ProfileStatus }) => (
    <StoreChoice profile={profile} onMoved={() => (moves += 1)} />
  );
  const view = await renderProfileView(Choice, main, { unanswered: [name] });
  await view.press(choice, 'radio');
  if (kind === 'sealed-file') {
    await view.type('Passphrase', 'a good passphrase');
    await view.type('The same passphrase again', 'a good passphrase');
    await view.submit();
    await passphraseJudged();
  } else await view.press('Move the tokens');
  await view.show({ profiles: [makeProfile(VIEW_NOW_MS, { place: makePlace(kind) })] });
  expect(moves).toBe(0);
  await view.answer(name, { ok: true, value: undefined });
  expect([moves, view.said]).toEqual([1, ['The tokens of main are kept there from now on.']]);
});

it('says that it is under way', async () => {
  const { view } = await openChoice(main, { unanswered: ['chooseStorage'] });
  await view.press(/^This run only/, 'radio');
  await view.press('Move the tokens');
  expect(view.isStill('Moving…')).toBe(true);
  await view.press('Moving…');
  expect(view.calls()).toHaveLength(1);
});

it('offers the keychain that answers in place of the one in use, as its only button', async () => {
  const profile = makeEmptyProfile(VIEW_NOW_MS, { storage: 'unavailable', requiredUserAction: 'other-keychain' });
  const { view } = await openChoice(profile);
  expect(view.names('button')).toEqual(['Use the keychain that answers now']);
  await view.press('Use the keychain that answers now');
  expect(view.calls()).toEqual([['chooseStorage', { profileId: 'default', kind: 'keychain' }]]);
});
