// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { UndoNote } from '../../../renderer/dashboard/undo-note';
import { makeProfile } from '../../support/make-snapshot';
import { renderProfileView, VIEW_NOW_MS } from '../../support/renderer/render-view';

const replaced = makeProfile(VIEW_NOW_MS, { canUndoSignIn: true });

it('says what was replaced and how long that can be undone', async () => {
  const view = await renderProfileView(UndoNote, replaced);
  expect(view.text()).toContain(
    'These tokens have replaced earlier ones. The earlier ones are kept until Axiom has refreshed these once. “Undo” restores them.',
  );
});

it('is absent where nothing is kept', async () => {
  expect((await renderProfileView(UndoNote, makeProfile(VIEW_NOW_MS))).html()).toBe('');
});

it('takes them back', async () => {
  const view = await renderProfileView(UndoNote, replaced);
  await view.press('Undo');
  expect(view.calls()).toEqual([['undoSignIn', { profileId: 'default' }]]);
});

it('says why not', async () => {
  const view = await renderProfileView(UndoNote, replaced);
  view.fake.failNext('undoSignIn', 'INVALID_INPUT');
  await view.press('Undo');
  expect(view.text()).not.toContain('restores them.');
});
