// A record sealed beside an unwritable file, and given up by the person since: it never comes back, even if it could not be removed.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { Machine, type Run } from '../../../support/machine';

compareSecretsByText();

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PATH = '/mnt/tokens.json';
const CALLS = ['load', 'save', 'clear'] as const;

/** A profile whose place is a file on a locked drive: a sign-in is only sealed. */
async function onLockedDrive() {
  const machine = new Machine();
  const run = await machine.started();
  await run.registry.moveTokens('default', { kind: 'file', path: PATH });
  const file = machine.file(PATH);
  file.fail(CALLS, 'STORAGE_LOCKED');
  const unlock = async (run: Run): Promise<void> => {
    file.fail(CALLS);
    await run.manager().retryStorage();
  };
  const signIn = (run: Run) => run.manager().setTokens(machine.gateway.issue().tokens);
  const signOut = (run: Run) => outcomeOf(run.manager().clear());
  return { machine, run, file, journal: machine.journalOf(PATH), unlock, signIn, signOut };
}

type Drive = Awaited<ReturnType<typeof onLockedDrive>>;

/** Checks that nothing is there, now and after another start. */
async function expectNothing({ machine, file, journal }: Drive, run: Run): Promise<void> {
  await machine.clock.advance(10 * MINUTE);
  const next = await machine.restarted(run);
  await machine.clock.advance(10 * MINUTE);
  const { storageFacet } = next.manager();
  expect([run.manager().getTokens(), next.manager().getTokens(), storageFacet]).toEqual([
    undefined,
    undefined,
    'saved',
  ]);
  expect([file.kept, journal.sealed]).toEqual([undefined, undefined]);
}

describe('a safety copy that could not be removed at a sign-out', () => {
  it('of an earlier run is removed later, and only then is the sign-out over', async () => {
    const drive = await onLockedDrive();
    await drive.signIn(drive.run);
    const run = await drive.machine.restarted(drive.run);
    drive.journal.failure = 'STORAGE_DENIED';
    await drive.signOut(run);
    await drive.unlock(run);
    expect(run.manager().storageFailure).toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: 'A safety copy of tokens that you signed out of could not be removed.',
      remedy:
        'Free some space or make the folder of this app writable; the removal is tried again automatically until it is gone.',
    });
    drive.journal.failure = undefined;
    await expectNothing(drive, run);
  });

  it('does not come back with the next start either', async () => {
    const drive = await onLockedDrive();
    await drive.signIn(drive.run);
    drive.journal.failure = 'STORAGE_FULL';
    // Sealing the second one fails.
    await drive.signIn(drive.run);
    await drive.signOut(drive.run);
    const run = await drive.machine.restarted(drive.run);
    await drive.unlock(run);
    expect(run.manager().getTokens()).toBeUndefined();
    drive.journal.failure = undefined;
    await expectNothing(drive, run);
  });

  it('does not come back from a place that was left either', async () => {
    const drive = await onLockedDrive();
    const { run, journal } = drive;
    await drive.signIn(run);
    journal.failure = 'STORAGE_FULL';
    await drive.signOut(run);
    await drive.unlock(run);
    expect(await outcomeOf(run.registry.moveTokens('default', { kind: 'keychain' }))).toBe('STORAGE_UNAVAILABLE');
    await outcomeOf(run.registry.moveTokens('default', { kind: 'file', path: PATH }));
    expect(run.manager().getTokens()).toBeUndefined();
    journal.failure = undefined;
    await expectNothing(drive, run);
  });
});

it('a move also moves the safety copy of the former place', async () => {
  const drive = await onLockedDrive();
  const { run } = drive;
  await drive.signIn(run);
  await run.registry.moveTokens('default', { kind: 'keychain' });
  expect([run.manager().storageFacet, drive.journal.sealed]).toEqual(['saved', undefined]);
  await drive.signOut(run);
  await drive.unlock(run);
  await run.registry.moveTokens('default', { kind: 'file', path: PATH });
  await expectNothing(drive, run);
});

it('a sign-out while the drive does not answer removes the safety copy at once', async () => {
  const drive = await onLockedDrive();
  await drive.signIn(drive.run);
  // Only its name could show that it came before the sign-out.
  drive.machine.clock.jumpWall(-24 * HOUR);
  drive.run.crash();
  drive.file.fail(CALLS);
  const answer = drive.file.hold('load');
  const { run } = drive.machine.begun();
  await drive.machine.clock.advance(1);
  void drive.signOut(run);
  await drive.machine.clock.advance(1);
  run.crash();
  answer();
  await expectNothing(drive, await drive.machine.started());
});

it('a sign-in after a sign-out that is not finished yet stays, though the clock was set back in between', async () => {
  const drive = await onLockedDrive();
  const former = await drive.machine.restarted(drive.run);
  await drive.signOut(former);
  drive.machine.clock.jumpWall(-24 * HOUR);
  await drive.signIn(former);
  const tokens = former.manager().getTokens();
  const run = await drive.machine.restarted(former);
  await drive.unlock(run);
  expect([run.manager().getTokens(), drive.file.kept?.tokens]).toEqual([tokens, tokens]);
});

it('a sign-in over a file that is gone is there after a crash, also where the list still expects the one before it', async () => {
  const machine = new Machine();
  const run = await machine.signedIn();
  await run.registry.moveTokens('default', { kind: 'file', path: PATH });
  const file = machine.file(PATH);
  file.fail(['save'], 'STORAGE_FULL');
  machine.index.breakWith(new AxiomTokenError('STORAGE_DENIED'));
  await outcomeOf(run.manager().clear());
  await run.manager().setTokens(machine.gateway.issue().tokens);
  const tokens = run.manager().getTokens();
  expect([tokens === undefined, file.kept]).toEqual([false, undefined]);
  machine.index.breakWith(undefined);
  file.fail(['save']);
  const next = await machine.restarted(run);
  expect([next.manager().getTokens(), next.manager().storage.isEmptied]).toEqual([tokens, true]);
  await next.manager().saveAgain();
  expect([file.kept?.tokens, next.manager().storageFacet]).toEqual([tokens, 'saved']);
});

it('a sign-in after a sign-out that is over stays too, though the list does not know that and the clock was set back', async () => {
  const machine = new Machine();
  machine.lock();
  const run = await machine.started();
  await outcomeOf(run.manager().clear());
  machine.index.breakWith(new AxiomTokenError('STORAGE_DENIED'));
  machine.unlock();
  await run.manager().retryStorage();
  machine.clock.jumpWall(-24 * HOUR);
  await run.manager().setTokens(machine.gateway.issue().tokens);
  const tokens = run.manager().getTokens();
  const next = await machine.restarted(run);
  expect([next.manager().getTokens(), machine.store().kept?.tokens]).toEqual([tokens, tokens]);
});

it('a profile whose sign-out is on its way stays in the list, though the list never knew of its tokens', async () => {
  const machine = new Machine();
  machine.index.breakWith(new AxiomTokenError('STORAGE_DENIED'));
  const run = await machine.signedIn();
  machine.index.breakWith(undefined);
  await run.registry.add('other', 'other');
  machine.lock();
  const signedOut = outcomeOf(run.manager().clear());
  expect(await outcomeOf(run.registry.remove('default'))).toBe('INVALID_INPUT');
  await signedOut;
  machine.unlock();
  await run.manager().retryStorage();
  expect(machine.store().kept).toBeUndefined();
});
