// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { IndexTroubleNote } from '../../../renderer/view/index-trouble-note';
import { makeFailure } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { renderView } from '../../support/renderer/render-view';

it('is absent while the list is fine', async () => {
  const view = await renderView(<IndexTroubleNote />);
  expect(view.html()).toBe('');
});

it('says why, what to do, and that the accounts work all the same, without an alarm', async () => {
  const indexTrouble = makeFailure('STORAGE_FULL');
  const view = await renderView(<IndexTroubleNote />, { snapshot: { indexTrouble } });
  expect(view.text()).toContain(
    `${indexTrouble.message} ${indexTrouble.remedy} Everything shown here works as before.`,
  );
  expect(view.text()).toContain('may be lost at a restart.');
  expect(view.place.querySelector('[role="alert"], .tone-bad')).toBeNull();
});
