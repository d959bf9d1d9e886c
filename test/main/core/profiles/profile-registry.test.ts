import { describe, expect, it } from 'vitest';
import { exposed, makeRecord } from '../../../support/make-record';
import { TestServices } from '../../../support/make-services';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { outcomeOf } from '../../../support/core-graph';

describe('the registry of profiles', () => {
  it('starts with one profile in the keychain when the index is empty, and does not write it before there are tokens', async () => {
    const services = new TestServices();
    await services.registry.open();
    expect(services.registry.list().map(({ id, store }) => [id, store.kind])).toEqual([['default', 'keychain']]);
    expect(services.index.list()).toEqual([]);
  });

  it('starts under another id when an entry that is not understood has the first one’s, and keeps its tokens there', async () => {
    const services = new TestServices();
    services.unknownEntries.push({ id: 'default', name: 'main', reason: 'newer-version' });
    await services.registry.open();
    expect(services.registry.list().map(({ id, name }) => [id, name])).toEqual([['main', 'main']]);
    await services.registry.get('main').manager.setTokens(services.gateway.issue().tokens);
    expect([services.keychain('main').kept === undefined, services.keychain().calls]).toEqual([false, []]);
    expect(services.index.list()).toMatchObject([{ id: 'main', name: 'main', hasTokens: true }]);
  });

  it('notes in the index that tokens were saved, and that they were removed', async () => {
    const services = await new TestServices().signedIn();
    expect(services.index.list()[0]).toMatchObject({ id: 'default', hasTokens: true });
    await services.registry.get('default').manager.clear();
    expect(services.index.list()[0]).toMatchObject({ id: 'default', hasTokens: false });
  });

  it('removes the mark before it removes the tokens, so that after a crash in between nothing missing is expected', async () => {
    const services = await new TestServices().signedIn();
    const release = services.keychain().hold('clear');
    const cleared = services.registry.get('default').manager.clear();
    await services.clock.advance(0);
    expect(services.index.list()[0]?.hasTokens).toBe(false);
    expect(services.keychain().kept).toBeDefined();
    release();
    await cleared;
    expect(services.keychain().kept).toBeUndefined();
  });

  it('marks a profile whose tokens are found although the index did not know of them', async () => {
    const services = new TestServices();
    services.keychain().kept = makeRecord();
    await services.registry.open();
    expect(services.index.list()[0]?.hasTokens).toBe(true);
  });

  it('moves tokens to a file: same record there, noted in the index, gone from the keychain', async () => {
    const services = await new TestServices().signedIn();
    const before = exposed(services.registry.get('default').manager.getRecord());
    await services.registry.moveTokens('default', { kind: 'file', path: '/home/person/tokens.json' });
    const file = services.storeFor('default', { kind: 'file', path: '/home/person/tokens.json' });
    expect(exposed(file.kept)).toEqual(before);
    expect(services.keychain().kept).toBeUndefined();
    expect(services.index.list()).toMatchObject([
      { id: 'default', name: 'main', store: { kind: 'file', path: '/home/person/tokens.json' }, hasTokens: true },
    ]);
    expect(services.registry.get('default').store.kind).toBe('file');
  });

  it('stays where it was when the new place fails', async () => {
    const services = await new TestServices().signedIn();
    services.storeFor('default', { kind: 'file', path: '/full' }).fail(['save'], 'STORAGE_FULL');
    expect(await outcomeOf(services.registry.moveTokens('default', { kind: 'file', path: '/full' }))).toBe(
      'STORAGE_FULL',
    );
    expect(services.keychain().kept).toBeDefined();
    expect(services.registry.get('default').store.kind).toBe('keychain');
    expect(services.index.list()[0]?.store.kind).toBe('keychain');
  });

  it('goes on refreshing and saving at the new place after a move', async () => {
    const services = await new TestServices().signedIn();
    await services.registry.moveTokens('default', { kind: 'file', path: '/tokens' });
    await services.advanceUntilDue();
    const file = services.storeFor('default', { kind: 'file', path: '/tokens' });
    expect(services.gateway.asked).toHaveLength(1);
    expect(exposed(file.kept)).toEqual(exposed(services.registry.get('default').manager.getRecord()));
    expect(services.keychain().kept).toBeUndefined();
  });

  it('keeps the profile of a demo out of the index and in memory', async () => {
    const services = new TestServices();
    await services.registry.open();
    const demo = services.registry.addForThisRun('demo', 'demo', services.gateway);
    await demo.manager.setTokens(services.gateway.issue().tokens);
    expect(demo.isDemo).toBe(true);
    expect(services.index.list()).toEqual([]);
    expect(await outcomeOf(services.registry.moveTokens('demo', { kind: 'keychain' }))).toBe('INVALID_INPUT');
  });

  it('adds a profile by name, which enters the index with its first tokens, and never loses the first one by that', async () => {
    const services = new TestServices();
    await services.registry.open();
    const hedge = await services.registry.addNamed('  Hedge  Fund ');
    expect([hedge.id, hedge.name, hedge.store.kind]).toEqual(['hedge-fund', 'Hedge Fund', 'keychain']);
    expect(services.index.list().map(({ id }) => id)).toEqual(['default']);
    await hedge.manager.setTokens(services.gateway.issue().tokens);
    expect(services.index.list()).toMatchObject([
      { id: 'default', name: 'main', store: { kind: 'keychain' }, hasTokens: false },
      { id: 'hedge-fund', name: 'Hedge Fund', store: { kind: 'keychain' }, hasTokens: true },
    ]);
    expect(services.keychain('hedge-fund').kept).toBeDefined();
    await services.advanceUntilDue('hedge-fund');
    expect(services.gateway.asked).toHaveLength(1);
  });

  it('refuses a name that another profile has, and leaves nothing behind then or when the index cannot be written', async () => {
    const services = await new TestServices().signedIn();
    expect(await outcomeOf(services.registry.addNamed('MAIN'))).toBe('INVALID_INPUT');
    const empty = new TestServices();
    await empty.registry.open();
    empty.index.update = () => Promise.reject(new AxiomTokenError('STORAGE_FULL'));
    expect(await outcomeOf(empty.registry.addNamed('hedge'))).toBe('STORAGE_FULL');
    expect([services.registry.list().length, empty.registry.list().length]).toEqual([1, 1]);
  });

  it('finds tokens that the keychain already has under the id of a new name', async () => {
    const services = await new TestServices().signedIn();
    services.keychain('hedge').kept = makeRecord();
    const hedge = await services.registry.addNamed('hedge');
    expect([hedge.manager.getTokens() !== undefined, services.index.list().at(-1)?.hasTokens]).toEqual([true, true]);
  });

  it('adds a profile that another program has added meanwhile with the place and the name that it has there', async () => {
    const services = await new TestServices().signedIn();
    const theirs = {
      id: 'bot',
      name: 'Bot',
      store: { kind: 'file', path: '/home/person/bot.json' },
      hasTokens: true,
    } as const;
    await services.index.update('bot', () => theirs);
    services.storeFor('bot', theirs.store).kept = makeRecord();
    const bot = await services.registry.add('bot', 'bot from a backup');
    expect([bot.name, bot.store]).toEqual(['Bot', theirs.store]);
    expect(services.index.list().find(({ id }) => id === 'bot')).toMatchObject(theirs);
  });

  it('removes a signed-out profile from the list permanently', async () => {
    const services = await new TestServices().signedIn();
    const { manager } = await services.registry.addNamed('hedge');
    await manager.setTokens(services.gateway.issue().tokens);
    await manager.clear();
    expect(services.index.list()).toHaveLength(2);
    await services.registry.remove('hedge');
    expect(services.index.list().map(({ id }) => id)).toEqual(['default']);
    expect(services.registry.list().map(({ id }) => id)).toEqual(['default']);
    expect(await outcomeOf(services.registry.remove('hedge'))).toBe('TOKEN_NOT_FOUND');
  });

  it('keeps a profile that holds tokens, may hold some, is the last one or the demo', async () => {
    const services = await new TestServices().signedIn();
    const { registry } = services;
    services.keychain('locked').fail(['load'], 'STORAGE_LOCKED');
    await registry.addNamed('locked');
    await registry.addForThisRun('demo', 'demo', services.gateway).manager.load();
    for (const [id, message] of [
      ['default', 'main may still have tokens, so it stays in the list.'],
      ['locked', 'The place of locked cannot be read now, and may have tokens, so it stays in the list.'],
      ['demo', 'demo is the demo account, which stays in the list until you quit.'],
    ] as const) {
      await expect(registry.remove(id)).rejects.toMatchObject({ code: 'INVALID_INPUT', message });
    }
    await expect(registry.refuseRemovalWithTokens('demo')).rejects.toMatchObject({
      message: 'demo is the demo account, which stays in the list until you quit.',
    });
    expect(registry.list()).toHaveLength(3);
    const alone = new TestServices();
    await alone.registry.open();
    await expect(alone.registry.remove('default')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'main is the only account, so it stays in the list.',
      remedy: 'Add another one first. Nothing was changed.',
    });
    expect([services.keychain().kept !== undefined, services.index.list()[0]?.hasTokens]).toEqual([true, true]);
  });

  it('keeps a profile whose sign-in comes during its removal', async () => {
    const services = await new TestServices().signedIn();
    const { manager } = await services.registry.addNamed('hedge');
    const { remove } = services.index;
    services.index.remove = async (id) => {
      await manager.setTokens(services.gateway.issue().tokens);
      await remove(id);
    };
    expect(await outcomeOf(services.registry.remove('hedge'))).toBe('INVALID_INPUT');
    expect(services.index.list().at(-1)).toMatchObject({ id: 'hedge', hasTokens: true });
    expect(services.keychain('hedge').kept).toBeDefined();
  });

  it('reports changes until the listener unsubscribes', async () => {
    const services = await new TestServices().signedIn();
    let changes = 0;
    const stop = services.registry.onChange(() => changes++);
    await services.registry.get('default').manager.clear();
    expect(changes).toBeGreaterThan(0);
    stop();
    const after = changes;
    await services.registry.get('default').manager.setTokens(services.gateway.issue().tokens);
    expect(changes).toBe(after);
  });

  it('tries stores that failed again when something outside may have changed', async () => {
    const services = new TestServices();
    services.keychain().kept = makeRecord();
    services.keychain().fail(['load'], 'STORAGE_LOCKED');
    await services.registry.open();
    expect(services.registry.get('default').manager.storageFacet).toBe('locked');
    services.keychain().fail(['load']);
    services.registry.retryFailedStores();
    await services.clock.advance(0);
    expect(services.registry.get('default').manager.storageFacet).toBe('saved');
  });
});
