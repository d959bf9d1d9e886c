import { expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { forEachProfile } from '../../../../main/core/intents/each-profile';
import { outcomeOf } from '../../../support/core-graph';
import { createGate } from '../../../support/gate';

const profiles = ['main', 'hedge', 'test'].map((id) => ({ id, name: `name of ${id}` }));
const unless =
  (...failing: string[]) =>
  async ({ id }: { id: string }) => {
    if (failing.includes(id)) throw new AxiomTokenError('STORAGE_LOCKED', { message: 'locked', remedy: 'unlock' });
    return id;
  };
const failed = (id: string) => ({
  profileId: id,
  name: `name of ${id}`,
  code: 'STORAGE_LOCKED',
  message: 'locked',
  remedy: 'unlock',
});

it.each([
  ['none', [], ['main', 'hedge', 'test'], []],
  ['the first', ['main'], ['hedge', 'test'], [failed('main')]],
  ['the last', ['test'], ['main', 'hedge'], [failed('test')]],
  ['all', ['main', 'hedge', 'test'], [], ['main', 'hedge', 'test'].map(failed)],
])('when %s fails, the others are done and each is named', async (_who, failing, done, failures) => {
  expect(await forEachProfile(profiles, unless(...failing))).toEqual({ done, failed: failures });
});

it('starts all before it waits for one that hangs', async () => {
  const { opened, open } = createGate();
  const started: string[] = [];
  const all = forEachProfile(profiles, async ({ id }) => {
    started.push(id);
    if (id === 'main') await opened;
    return id;
  });
  expect(started).toEqual(['main', 'hedge', 'test']);
  open();
  expect((await all).done).toEqual(['main', 'hedge', 'test']);
});

it('passes on the error of an only profile', async () => {
  expect(await outcomeOf(forEachProfile(profiles.slice(0, 1), unless('main')))).toBe('STORAGE_LOCKED');
  expect(await forEachProfile(profiles.slice(0, 1), unless())).toEqual({ done: ['main'], failed: [] });
});

it('shows nothing of an error that is not one of ours', async () => {
  const { failed: failures } = await forEachProfile(profiles, () => Promise.reject(new Error('what it said')));
  expect(failures.map(({ code }) => code)).toEqual(['INTERNAL', 'INTERNAL', 'INTERNAL']);
  expect(JSON.stringify(failures)).not.toContain('what it said');
});
