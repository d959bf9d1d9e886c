// Through TokenManager: a token file that other programs write and read. It may be half-written for a moment, and readable by other users.
import { describe, expect, it } from 'vitest';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';
import { makeRecord } from '../../../support/make-record';

const SECOND = 1_000;

function open(kept = makeRecord(5)) {
  const graph = new CoreGraph();
  const store = new ScriptedTokenStore(kept, '/tokens');
  const manager = graph.newManager('default', store);
  const seen: string[] = [];
  manager.onChange(() => {
    if (seen.at(-1) !== manager.storageFacet) seen.push(manager.storageFacet);
  });
  return { clock: graph.clock, store, manager, seen };
}

describe('a file that is just being written', () => {
  it('is still being opened for some seconds at the start, and then there', async () => {
    const { clock, store, manager, seen } = open();
    store.fail(['load'], 'STORAGE_CORRUPT');
    await manager.load();
    await clock.advance(3 * SECOND);
    store.fail(['load']);
    await clock.advance(SECOND);
    expect([seen, manager.getRecord()?.recordGeneration]).toEqual([['opening', 'saved'], 5]);
  });

  it('is never shown as damaged while the app runs, but nothing is refreshed meanwhile', async () => {
    const { clock, store, manager, seen } = open();
    await manager.load();
    store.fail(['load'], 'STORAGE_CORRUPT');
    expect(await outcomeOf(manager.reloadIfNewer())).toBe('STORAGE_CORRUPT');
    expect([manager.storageFacet, manager.storage.isSettling]).toEqual(['saved', true]);
    await clock.advance(3 * SECOND);
    store.fail(['load']);
    await clock.advance(SECOND);
    expect([seen, manager.storage.isSettling]).toEqual([['saved'], false]);
  });

  it.each([true, false])('is reported as damaged when it stays so; read before: %s', async (isReadBefore) => {
    const { clock, store, manager, seen } = open();
    if (isReadBefore) await manager.load();
    store.fail(['load'], 'STORAGE_CORRUPT');
    if (isReadBefore) await manager.retryStorage();
    else await manager.load();
    await clock.advance(4 * SECOND);
    expect(seen).not.toContain('corrupt');
    await clock.advance(2 * SECOND);
    expect([seen.at(-1), store.saved]).toEqual(['corrupt', []]);
  });
});

describe('a file that other users can read', () => {
  const opened = async () => {
    const parts = open();
    let isClosed = false;
    let failure: Error | undefined;
    parts.store.privacy = {
      isPrivate: async () => {
        if (failure) throw failure;
        return isClosed;
      },
      makePrivate: async () => {
        if (failure) throw failure;
        isClosed = true;
      },
    };
    await parts.manager.load();
    return {
      ...parts,
      openIt: () => {
        isClosed = false;
      },
      failWith: (error: Error | undefined) => {
        failure = error;
      },
    };
  };

  it('is reported from the first look until a press closes it', async () => {
    const { manager } = await opened();
    expect(manager.storage.isOpenToOthers).toBe(true);
    let told = 0;
    manager.onChange(() => told++);
    await manager.storage.makePrivate();
    expect([manager.storage.isOpenToOthers, told]).toEqual([false, 1]);
  });

  it('is reported again with the next look at the place', async () => {
    const { manager, openIt } = await opened();
    await manager.storage.makePrivate();
    openIt();
    await manager.retryStorage();
    expect(manager.storage.isOpenToOthers).toBe(true);
  });

  it('is still reported when it cannot be closed', async () => {
    const { manager, failWith } = await opened();
    failWith(new Error('not yours'));
    await expect(manager.storage.makePrivate()).rejects.toThrow('not yours');
    expect(manager.storage.isOpenToOthers).toBe(true);
  });

  it('causes no warning while its mode is unknown or the file is missing', async () => {
    const { manager, store, failWith } = await opened();
    failWith(new Error('not known'));
    await manager.retryStorage();
    expect([manager.storage.isOpenToOthers, manager.storageFacet]).toEqual([false, 'saved']);
    failWith(undefined);
    store.kept = undefined;
    await manager.retryStorage();
    expect(manager.storage.isOpenToOthers).toBe(false);
  });
});
