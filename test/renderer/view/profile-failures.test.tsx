// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { ProfileFailures } from '../../../renderer/view/profile-failures';
import { makeProfileFailure } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { mountView } from '../../support/renderer/render-view';

it('names each profile with what happened and what to do', async () => {
  const failures = [makeProfileFailure('hedge', 'STORAGE_LOCKED'), makeProfileFailure('test', 'STORAGE_UNAVAILABLE')];
  const view = await mountView(<ProfileFailures message="Not everything could be removed." failures={failures} />);
  expect(view.names('alert')[0]).toContain('Not everything could be removed.');
  expect(view.names('listitem')).toEqual([
    'hedge: The place where tokens are kept is locked or cannot be read. Unlock it and retry. Your tokens are untouched.',
    expect.stringMatching(/^test: The place where tokens are kept does not answer\./),
  ]);
});

it.each([[undefined], [[]]])('is not there for %j', async (failures) => {
  const view = await mountView(<ProfileFailures message="Not everything could be removed." failures={failures} />);
  expect(view.html()).toBe('');
});
