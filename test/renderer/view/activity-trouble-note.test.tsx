// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { ActivityTroubleNote } from '../../../renderer/view/activity-trouble-note';
import { makeFailure } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { renderView } from '../../support/renderer/render-view';

it('says that it is kept for this run only, and why', async () => {
  const view = await renderView(<ActivityTroubleNote />, {
    snapshot: { activityTrouble: makeFailure('STORAGE_FULL') },
  });
  const { message, remedy } = makeFailure('STORAGE_FULL');
  expect(view.text()).toBe(`New entries are kept only until the app quits. ${message} ${remedy}`);
});

it('is nothing while all is kept', async () => {
  expect((await renderView(<ActivityTroubleNote />)).text()).toBe('');
});
