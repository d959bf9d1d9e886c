// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { StartFailure } from '../../../renderer/frame/start-failure';
import { makeFailure } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { mountView } from '../../support/renderer/render-view';

it('says at once what went wrong and what to do, under a heading of its own', async () => {
  const view = await mountView(<StartFailure failure={makeFailure('INTERNAL')} onRetry={() => undefined} />);
  expect(view.names('heading')).toEqual(['The window could not be loaded']);
  expect(view.names('alert')).toEqual([
    'Something went wrong inside the app. Try again. If this continues, report it, with the error number if one is shown.',
  ]);
});

it('tries again, each time it is asked to', async () => {
  let tries = 0;
  const view = await mountView(<StartFailure failure={makeFailure('INTERNAL')} onRetry={() => (tries += 1)} />);
  await view.press('Try again');
  await view.press('Try again');
  expect(tries).toBe(2);
});
