import { describe, expect, it } from 'vitest';
import { CONCERNS } from '../../../../main/compose/operations/blocked-changes';
import type { CallName } from '../../../../main/handout/operations';
import { PROGRAM, TestOperations } from '../../../support/make-operations';

/** The accounts `default` and `second`; whoever asks is blocked for `blockedFor`. */
async function setUp(blockedFor: string) {
  const world = await new TestOperations().signedIn();
  await world.services.registry.add('second', 'Second');
  world.handout.consents.decide = ({ profileId }) =>
    profileId === blockedFor ? { kind: 'deny', rule: 'blocked', consent: {} as never } : { kind: 'allow', rule: 'x' };
  const call = (name: CallName, params: object) =>
    world.call(name, params as never).then(
      () => 'done',
      ({ code }: { code: string }) => code,
    );
  return { world, call };
}

const CHANGES: readonly (readonly [CallName, object])[] = [
  ['profiles.add', { name: 'zz' }],
  ['profiles.default', { profile: 'default' }],
  ['profiles.default', { profile: 'second' }],
  ['login.start', { profile: 'new', way: 'tokens', tokens: '' }],
  ['login.answer', { code: '1' }],
  ['login.cancel', {}],
  ['import', { profile: 'new', text: '' }],
  ['restore', { file_base64: '', passphrase: '' }],
  ['refresh', { profile: 'second' }],
  ['refresh', { all: true }],
  ['status', { check: true }],
  ['migrate', { profile: 'second', to: 'keychain' }],
  ['clear', {}],
  ['resume', {}],
];

describe('a program that is blocked for one account', () => {
  it.each(CHANGES)('may not %s %j', async (name, params) => {
    const { world, call } = await setUp('second');
    const before = world.services.registry.list().map(({ id }) => id);
    expect(await call(name, params)).toBe('DENIED');
    expect([world.services.registry.list().map(({ id }) => id), world.chosenDefault, world.asked]).toEqual([
      before,
      undefined,
      [],
    ]);
  });

  it('may change what concerns only another account, pause, and read', async () => {
    const { world, call } = await setUp('second');
    expect(await call('profiles.rename', { profile: 'default', name: 'One' })).toBe('done');
    expect(await call('refresh', {})).toBe('done');
    expect(await call('profiles.default', {})).toBe('done');
    expect(await call('status', {})).toBe('done');
    expect(await call('pause', {})).toBe('done');
    expect(world.handout.changes).toEqual([`paused by ${PROGRAM.name} (socket)`]);
  });

  it('gets the reason', async () => {
    const { world } = await setUp('default');
    await expect(world.call('profiles.add', { name: 'zz' })).rejects.toMatchObject({
      code: 'DENIED',
      message: expect.stringContaining('bot in ~/bots is blocked for this account'),
    });
  });
});

it('each call is in the table', () => {
  expect(Object.keys(CONCERNS).sort()).toEqual(Object.keys(new TestOperations().operations).sort());
});
