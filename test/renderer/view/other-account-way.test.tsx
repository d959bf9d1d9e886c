// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { OtherAccountWay } from '../../../renderer/view/other-account-way';
import { makeFailure } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { renderView } from '../../support/renderer/render-view';

it('leads from another account’s tokens to an account of its own', async () => {
  const view = await renderView(<OtherAccountWay failure={makeFailure('WRONG_ACCOUNT')} />);
  await view.press('Add it as an account of its own');
  expect(view.went).toEqual([['add-profile']]);
});

it.each([makeFailure('WRONG_ORIGIN'), makeFailure('INVALID_TOKEN'), undefined])(
  'offers nothing for %j',
  async (failure) => {
    const view = await renderView(<OtherAccountWay failure={failure} />);
    expect(view.html()).toBe('');
  },
);
