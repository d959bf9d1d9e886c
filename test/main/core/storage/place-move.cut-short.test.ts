// Interrupted moves, and the meaning of a move's marks when the tokens come back to the old place.
import { expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { TokenManager } from '../../../../main/core/storage/token-manager';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { FakeClock, settle } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { MemoryRemovalMarks } from '../../../support/fakes/removal-marks/memory-removal-marks';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';
import { makePlace } from '../../../support/make-place';
import { makeRecord } from '../../../support/make-record';

it('a copy whose move was killed before it was noted is removed by the next start', async () => {
  const graph = new CoreGraph({ kept: makeRecord(5, undefined, { signInId: 'a'.repeat(32) }) });
  await graph.manager.load();
  const target = new ScriptedTokenStore(undefined, '/tokens');
  target.save = async (record) => {
    target.kept = record;
    await new Promise(() => undefined);
  };
  void graph.manager.moveTo(graph.place(target));
  await settle();
  expect(target.kept).toBeDefined();
  const next = graph.newManager('default', graph.store);
  await next.load();
  expect([target.kept, graph.store.kept?.recordGeneration, next.getRecord()?.recordGeneration]).toEqual([
    undefined,
    5,
    5,
  ]);
  expect(graph.noted.at(-1)?.removing).toEqual([]);
});

it('a copy that came back changed from the new place is removed, and the next try works', async () => {
  const graph = new CoreGraph({ kept: makeRecord(5, undefined, { signInId: 'a'.repeat(32) }) });
  await graph.manager.load();
  const target = new ScriptedTokenStore(undefined, '/tokens');
  const save = target.save.bind(target);
  target.save = async (record) => {
    target.kept = { ...record, tokens: makeRecord().tokens };
  };
  expect(await outcomeOf(graph.manager.moveTo(graph.place(target)))).toBe('STORAGE_UNAVAILABLE');
  expect([target.kept, graph.noted.at(-1)?.removing]).toEqual([undefined, []]);
  target.save = save;
  await graph.manager.moveTo(graph.place(target));
  expect([target.kept?.recordGeneration, graph.store.kept]).toEqual([5, undefined]);
});

it('tokens that were moved away and back count as missing, not as signed out, when their place then shows nothing', async () => {
  const clock = new FakeClock();
  const [first, second] = [new ScriptedTokenStore(makeRecord(5)), new ScriptedTokenStore(undefined, '/tokens')];
  const [home, away] = [makePlace(first), makePlace(second)];
  const manager = new TokenManager({
    profileId: 'default',
    origin: 'https://axiom.trade',
    place: home,
    openPlace: ({ kind }) => (kind === 'file' ? away : home),
    marks: new MemoryRemovalMarks(),
    crypto: createNodeCrypto(),
    clock,
    logger: new RecordingLogger(),
    random: () => 0.5,
  });
  await manager.load();
  await manager.moveTo(away);
  await clock.advance(1_000);
  await manager.moveTo(home);
  first.fail(['load'], 'STORAGE_UNAVAILABLE', { isMissing: true });
  await manager.retryStorage();
  expect([manager.getRecord()?.recordGeneration, manager.storageFacet]).toEqual([5, 'unsaved']);
});
