// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { ProfileStatus } from '../../../../preload/contract/schemas';
import { SealedFileForm, type SealedFileFormProps } from '../../../../renderer/page/places/sealed-file-form';
import { useCall } from '../../../../renderer/state/use-call';
import { makeEmptyProfile, makeProfile } from '../../../support/make-snapshot';
import { passphraseJudged } from '../../../support/renderer/passphrase-judged';
import { renderView, VIEW_NOW_MS, type ViewSetting } from '../../../support/renderer/render-view';

const PASSPHRASE = 'a good passphrase';
const hedge = makeProfile(VIEW_NOW_MS, { id: 'hedge', name: 'hedge' });

function FormWithCall(props: Omit<SealedFileFormProps, 'call'>) {
  return <SealedFileForm {...props} call={useCall()} />;
}

async function openForm(profile: ProfileStatus = hedge, setting: ViewSetting = {}) {
  const ends: string[] = [];
  const view = await renderView(
    <FormWithCall profile={profile} onMoved={() => ends.push('moved')} onLeave={() => ends.push('left')} />,
    setting,
  );
  const send = async (passphrase: string, again = passphrase) => {
    await view.type('Passphrase', passphrase);
    await view.type('The same passphrase again', again);
    await view.submit();
    await passphraseJudged();
  };
  return { view, ends, send };
}

it('moves the tokens of its profile into the file, sealed with what was typed', async () => {
  const { view, ends, send } = await openForm();
  await send(PASSPHRASE);
  expect(view.calls()).toEqual([['moveToSealedFile', { profileId: 'hedge', passphrase: PASSPHRASE }]]);
  expect(ends).toEqual(['moved']);
});

it.each([
  ['a short passphrase', 'short', 'short', 'Passphrase', '7 more are needed.'],
  ['two that differ', PASSPHRASE, 'another good one', 'The same passphrase again', 'The two passphrases differ.'],
])('asks nobody with %s', async (_words, passphrase, again, label, words) => {
  const { view, ends, send } = await openForm();
  await send(passphrase, again);
  expect(view.description(view.field(label))).toContain(words);
  expect([view.calls(), ends]).toEqual([[], []]);
});

it.each([
  ['at the field what main finds wrong with it', 'INVALID_INPUT', 'This input is not usable.', []],
  ['at the form what it is not to blame for', 'STORAGE_FULL', '', ['There is no space left to save the tokens.']],
] as const)('says %s', async (_words, code, atField, alerts) => {
  const { view, ends, send } = await openForm();
  view.fake.failNext('moveToSealedFile', code);
  await send(PASSPHRASE);
  expect(view.description(view.field('Passphrase'))).toContain(atField);
  expect(view.field('Passphrase').getAttribute('aria-invalid')).toBe(atField === '' ? null : 'true');
  expect(view.names('alert')).toEqual(alerts.map((words) => expect.stringContaining(words)));
  expect(ends).toEqual([]);
});

it.each([
  ['Leave them', hedge],
  ['Leave it', makeEmptyProfile(VIEW_NOW_MS)],
])('can be left by "%s"', async (name, profile) => {
  const { view, ends } = await openForm(profile);
  await view.press(name);
  expect([ends, view.calls()]).toEqual([['left'], []]);
});

it('says that it is under way', async () => {
  const { view, send } = await openForm(hedge, { unanswered: ['moveToSealedFile'] });
  await send(PASSPHRASE);
  expect(view.isStill('Sealing…')).toBe(true);
});

it('has separate fields for each profile, if several are on one page', async () => {
  const { view } = await openForm();
  expect(view.field('Passphrase').id).toBe('passphrase-hedge');
});
