import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { PROGRAM, TestOperations } from '../../../support/make-operations';

const words = ({ services }: TestOperations) => services.activity.list().map(({ text }) => text);

describe('the list of accounts', () => {
  it('gets one that exists in the next run too', async () => {
    const world = await new TestOperations().signedIn();
    expect(await world.call('profiles.add', { name: ' Zweites  Konto ' })).toEqual({
      id: 'zweites-konto',
      name: 'Zweites Konto',
    });
    expect(world.services.index.list().map(({ id }) => id)).toContain('zweites-konto');
    expect(words(world)[0]).toBe('Account Zweites Konto added');
  });

  it('refuses a name that is taken', async () => {
    const world = await new TestOperations().signedIn();
    await expect(world.call('profiles.add', { name: 'MAIN' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('gives another name, and says so once', async () => {
    const world = await new TestOperations().signedIn();
    expect(await world.call('profiles.rename', { profile: 'main', name: 'first' })).toEqual({
      id: 'default',
      name: 'first',
    });
    await world.call('profiles.rename', { name: 'first' });
    expect(words(world).filter((text) => text === 'Account main is called first now')).toHaveLength(1);
  });

  it('loses one with its tokens', async () => {
    const world = await new TestOperations().signedIn();
    await world.call('profiles.add', { name: 'second' });
    expect(await world.call('profiles.remove', { profile: 'main' })).toEqual({ removed: 'default', name: 'main' });
    expect(world.services.registry.list().map(({ id }) => id)).toEqual(['second']);
    expect(world.services.keychain().kept).toBeUndefined();
    expect(words(world).slice(0, 1)).toEqual(['Account main removed from the list']);
  });

  it('keeps one whose place cannot be emptied', async () => {
    const world = await new TestOperations().signedIn();
    await world.call('profiles.add', { name: 'second' });
    world.services.keychain().fail(['clear'], 'STORAGE_LOCKED');
    await expect(world.call('profiles.remove', { profile: 'main' })).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
    expect(world.services.registry.list()).toHaveLength(2);
  });

  it('keeps the only one with its tokens, and the demo does not count', async () => {
    const world = await new TestOperations().signedIn();
    world.services.registry.addForThisRun('demo', 'demo', world.services.gateway);
    await expect(world.call('profiles.remove', {})).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'main is the only account, so it stays in the list.',
      remedy: 'Add another one first. Nothing was changed.',
    });
    expect(world.services.registry.get('default').manager.getTokens()).toBeDefined();
    expect(world.services.keychain().kept).toBeDefined();
    expect(words(world)).not.toContainEqual(expect.stringContaining('removed'));
  });

  it('keeps one with its tokens while the list of accounts cannot be written', async () => {
    const world = await new TestOperations().signedIn();
    await world.call('profiles.add', { name: 'second' });
    world.services.index.breakWith(new AxiomTokenError('STORAGE_FULL'));
    await expect(world.call('profiles.remove', { profile: 'main' })).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    expect(world.services.keychain().kept).toBeDefined();
  });

  it('keeps the last one', async () => {
    const world = new TestOperations();
    await world.services.registry.open();
    await expect(world.call('profiles.remove', {})).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('the default account', () => {
  it('is reported, chosen by its name, and used from then on', async () => {
    const world = await new TestOperations().signedIn();
    await world.call('profiles.add', { name: 'second' });
    expect(await world.call('profiles.default', {})).toEqual({ id: 'default', name: 'main' });
    expect(await world.call('profiles.default', { profile: 'Second' })).toEqual({ id: 'second', name: 'second' });
    expect(world.chosenDefault).toBe('second');
    expect((await world.call('profiles.list', {})).profiles.map(({ is_default }) => is_default)).toEqual([false, true]);
  });

  it('is changed by another program only with a person’s yes', async () => {
    const world = await new TestOperations().signedIn();
    await world.call('profiles.add', { name: 'second' });
    world.answer = { decision: 'unanswered', why: 'timeout' };
    await expect(world.call('profiles.default', { profile: 'second' })).rejects.toMatchObject({ code: 'NOT_ANSWERED' });
    expect([world.chosenDefault, world.asked]).toMatchObject([
      undefined,
      [
        {
          profileId: 'second',
          effect: 'redirects',
          task: 'make second the account of programs and commands that name none',
        },
      ],
    ]);
    await world.call('profiles.default', { profile: 'second' }, { consumer: { ...PROGRAM, isCommandLine: true } });
    expect([world.chosenDefault, words(world)[0]]).toEqual(['second', 'Made the default account by bot in ~/bots']);
    await world.call('profiles.default', { profile: 'second' });
    expect(world.asked).toHaveLength(1);
  });

  it('cannot be one that does not exist', async () => {
    const world = await new TestOperations().signedIn();
    await expect(world.call('profiles.default', { profile: 'x' })).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    expect(world.chosenDefault).toBeUndefined();
  });
});
