// The files beside the places are on a drive that does not answer: journal, marks, change notices, list of accounts.
import { describe, expect, it } from 'vitest';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { createGate } from '../../../support/gate';
import { Machine } from '../../../support/machine';
import { makeTokens } from '../../../support/make-jwt';

compareSecretsByText();

const MINUTE = 60_000;
const FILE = { kind: 'file', path: '/tokens.json' } as const;
const never = () => new Promise<never>(() => undefined);

/** `default` is signed in, with its tokens in a file. */
async function inFile() {
  const machine = new Machine();
  const run = await machine.signedIn();
  await run.registry.moveTokens('default', FILE);
  await machine.clock.advance(MINUTE);
  return { machine, run, journal: machine.journalOf(FILE.path) };
}

describe('a journal that does not answer', () => {
  it.each(['writeIntent', 'writeSealed', 'clear', 'read', 'readKey'] as const)(
    'when asked to %s: nothing more is refreshed until it does, which is reported, and earlier tokens are saved',
    async (call) => {
      const { machine, run, journal } = await inFile();
      const asked = journal[call] as (...given: unknown[]) => Promise<unknown>;
      const { opened, open } = createGate();
      Object.assign(journal, {
        [call]: (...given: unknown[]) => opened.then(() => Reflect.apply(asked, journal, given)),
      });
      const { manager, refresher } = { manager: run.manager(), refresher: run.refresher() };
      await machine.clock.advance(40 * MINUTE);
      expect(machine.gateway.asked.length).toBe(['writeSealed', 'clear'].includes(call) ? 1 : 0);
      expect([refresher.isRefreshing, refresher.failure]).toMatchObject([
        false,
        { code: 'TIMEOUT', message: expect.stringMatching(/^Nothing was refreshed/), unsent: true },
      ]);
      expect([manager.storageFacet, machine.file(FILE.path).kept?.tokens]).toEqual(['saved', manager.getTokens()]);
      open();
      await machine.clock.advance(40 * MINUTE);
      expect([manager.isExpired(), refresher.failure]).toEqual([false, undefined]);
    },
  );

  it('delays no other program with these tokens', async () => {
    const machine = new Machine();
    const run = await machine.signedIn();
    const beside = await new Machine([], machine).started();
    machine.marks.add = never;
    const ended = outcomeOf(run.manager().clear());
    await machine.clock.advance(20 * MINUTE);
    expect(await ended).toBeUndefined();
    expect([beside.refresher().failure?.code, beside.refresher().sessionFacet]).not.toContain('TIMEOUT');
    expect(beside.refresher().isRefreshing).toBe(false);
  });
});

describe('a sign-out', () => {
  it('ends even while the removal marks do not answer', async () => {
    const { machine, run } = await inFile();
    machine.marks.add = never;
    machine.marks.read = never;
    const ended = outcomeOf(run.manager().clear());
    await machine.clock.advance(2 * MINUTE);
    expect([await ended, machine.file(FILE.path).kept]).toEqual([undefined, undefined]);
  });

  it('ends while the list of accounts does not answer, and is shown as not remembered', async () => {
    const { machine, run } = await inFile();
    const gate = createGate();
    const { update } = machine.index;
    machine.index.update = async (...given) => gate.opened.then(() => update(...given));
    const ended = outcomeOf(run.manager().clear());
    await machine.clock.advance(MINUTE);
    await ended;
    expect([run.manager().getTokens(), machine.file(FILE.path).kept]).toEqual([undefined, undefined]);
    expect(run.manager().storageFailure).toMatchObject({
      code: 'TIMEOUT',
      message: expect.stringContaining('this change is lost at a restart'),
    });
    gate.open();
    await machine.clock.advance(2 * MINUTE);
    const [entry] = machine.index.list();
    expect([run.manager().storageFailure, entry?.hasTokens, entry?.removing]).toEqual([undefined, false, undefined]);
  });
});

it('a move that could not be noted in time is not noted late: the tokens stay where they were', async () => {
  const { machine, run } = await inFile();
  const gate = createGate();
  const { update } = machine.index;
  machine.index.update = async (...given) => gate.opened.then(() => update(...given));
  const moved = outcomeOf(run.registry.moveTokens('default', { kind: 'keychain' }));
  await machine.clock.advance(MINUTE);
  gate.open();
  await machine.clock.advance(2 * MINUTE);
  const next = await machine.restarted(run);
  expect([await moved, next.manager().place.choice]).toEqual(['TIMEOUT', FILE]);
  expect(next.manager().getTokens()).toEqual(machine.file(FILE.path).kept?.tokens);
  expect([next.manager().storageFacet, machine.store().kept]).toEqual(['saved', undefined]);
});

it('a sign-in while the list of accounts does not answer is saved, and shown as not remembered', async () => {
  const { machine, run } = await inFile();
  machine.index.update = never;
  machine.gateway.goOffline();
  const tokens = makeTokens(machine.clock.nowMs());
  const kept = outcomeOf(run.manager().setTokens(tokens));
  await machine.clock.advance(2 * MINUTE);
  expect([await kept, machine.file(FILE.path).kept?.tokens]).toEqual([undefined, tokens]);
  expect(run.manager().storageFailure).toMatchObject({ code: 'TIMEOUT' });
});
