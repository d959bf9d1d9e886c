// A token file on a drive that does not answer: calls never return, or only much later.
import { describe, expect, it } from 'vitest';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';
import { Machine, type Run } from '../../../support/machine';

compareSecretsByText();

const MINUTE = 60_000;
const PATH = '/mnt/tokens.json';

/** `default` is signed in, with its tokens in a file on a drive. */
async function onDrive() {
  const machine = new Machine();
  const run = await machine.signedIn();
  await run.registry.moveTokens('default', { kind: 'file', path: PATH });
  const file = machine.file(PATH);
  return { machine, run, file, hang: () => machine.hang(PATH) };
}

const state = (run: Run) => [run.manager().getTokens(), run.manager().storageFacet];

describe('a drive that does not answer', () => {
  it('is reported after ten seconds, while refreshing continues in memory and callers get tokens', async () => {
    const { machine, run, file, hang } = await onDrive();
    const before = file.kept;
    hang();
    const calls = file.calls.length;
    await machine.clock.advance(60 * MINUTE);
    expect(machine.gateway.asked.length).toBeGreaterThan(5);
    expect([run.manager().storageFacet, run.manager().storageFailure?.code]).toEqual(['unsaved', 'TIMEOUT']);
    const token = await run.lifecycle.getValidAccessToken('default');
    expect(token).toEqual(run.manager().getTokens()?.accessToken);
    expect([file.kept, file.calls.length - calls]).toEqual([before, 1]);
  });

  it('at the start is reported after ten seconds, delays no other profile, and is read when it answers', async () => {
    const { machine, run, file, hang } = await onDrive();
    await run.registry.add('other', 'Other');
    await run.manager('other').setTokens(makeTokens(machine.clock.nowMs(), 15 * MINUTE, 'account-2'));
    run.crash();
    const answer = hang();
    const { run: next, opening } = machine.begun();
    await machine.clock.advance(9_999);
    expect([next.manager('other').storageFacet, next.manager().storageFacet]).toEqual(['saved', 'opening']);
    await machine.clock.advance(1);
    await opening;
    expect([next.manager().storageFacet, next.manager().storageFailure?.code]).toEqual(['unavailable', 'TIMEOUT']);
    answer();
    await machine.clock.advance(2 * MINUTE);
    expect(state(next)).toEqual([file.kept?.tokens, 'saved']);
  });

  it('at the start with the files of several profiles delays no other profile, and each is read when it answers', async () => {
    const { machine, run, file, hang } = await onDrive();
    const paths = ['/mnt/second.json', '/home/third.json'];
    for (const [at, path] of paths.entries()) {
      const id = `profile-${at}`;
      await run.registry.add(id, id);
      await run.manager(id).setTokens(makeTokens(machine.clock.nowMs(), 15 * MINUTE, id));
      await run.registry.moveTokens(id, { kind: 'file', path });
    }
    await run.registry.add('other', 'Other');
    run.crash();
    const answers = [hang(), machine.hang('/mnt/second.json')];
    const { run: next, opening } = machine.begun();
    const facets = () => ['other', 'profile-1', 'profile-0', 'default'].map((id) => next.manager(id).storageFacet);
    await machine.clock.advance(2_000);
    expect(facets()).toEqual(['saved', 'saved', 'opening', 'opening']);
    await machine.clock.advance(8_000);
    await opening;
    expect(facets()).toEqual(['saved', 'saved', 'unavailable', 'unavailable']);
    for (const answer of answers) answer();
    await machine.clock.advance(1_000);
    expect(facets()).toEqual(['saved', 'saved', 'saved', 'saved']);
    expect(next.manager().getTokens()).toEqual(file.kept?.tokens);
  });

  it('at the start is noticed at once when it answers and is written to', async () => {
    const { machine, run, file, hang } = await onDrive();
    run.crash();
    const answer = hang();
    const { run: next, opening } = machine.begun();
    await machine.clock.advance(10_000);
    await opening;
    answer();
    await machine.clock.advance(MINUTE);
    const { tokens } = machine.gateway.issue();
    await file.save(makeRecord(1_000_000, machine.clock.nowMs(), { tokens }));
    await machine.filesChanged();
    expect(next.manager().getTokens()).toEqual(tokens);
  });

  it('gets the newest pair when it answers again', async () => {
    const { machine, run, file, hang } = await onDrive();
    const answer = hang();
    await machine.clock.advance(20 * MINUTE);
    answer();
    await machine.clock.advance(2 * MINUTE);
    expect([run.manager().storageFacet, file.kept?.tokens]).toEqual(['saved', run.manager().getTokens()]);
  });

  it('loses no refreshed pair to a crash: the next start has it from the journal', async () => {
    const { machine, run, file, hang } = await onDrive();
    const answer = hang();
    await machine.clock.advance(20 * MINUTE);
    const refreshed = run.manager().getTokens();
    run.crash();
    answer();
    const next = await machine.started();
    await machine.clock.advance(MINUTE);
    expect([state(next), file.kept?.tokens]).toEqual([[refreshed, 'saved'], refreshed]);
  });

  it('at the start does not prevent noting a sign-out, which survives a crash', async () => {
    const { machine, run, file, hang } = await onDrive();
    run.crash();
    const answer = hang();
    const { run: next } = machine.begun();
    await machine.clock.advance(1);
    void next.manager().clear();
    await machine.clock.advance(1);
    next.crash();
    answer();
    const last = await machine.started();
    await machine.clock.advance(MINUTE);
    expect([state(last), file.kept]).toEqual([[undefined, 'saved'], undefined]);
  });

  it('does not prevent sealing the answer of a refresh while a read is still waiting', async () => {
    const { machine, run, hang } = await onDrive();
    const answer = hang();
    void run.manager().retryStorage();
    await machine.clock.advance(1_000);
    const tokens = makeTokens(machine.clock.nowMs());
    void run.manager().commitRefresh(run.manager().signInEpoch, tokens);
    await machine.clock.advance(0);
    run.crash();
    answer();
    const next = await machine.started();
    await machine.clock.advance(MINUTE);
    expect(state(next)).toEqual([tokens, 'saved']);
  });

  it('accepts a sign-out at once, says what remains, and removes it when it answers', async () => {
    const { machine, run, file, hang } = await onDrive();
    const answer = hang();
    const cleared = outcomeOf(run.manager().clear());
    expect(run.manager().getTokens()).toBeUndefined();
    await machine.clock.advance(10_000);
    expect(await cleared).toBe('TIMEOUT');
    answer();
    await machine.clock.advance(2 * MINUTE);
    expect([state(run), file.kept]).toEqual([[undefined, 'saved'], undefined]);
  });

  it.each(['goes on', 'dies before the drive answers'])(
    'signed out and in again: the new sign-in stays when the program %s',
    async (what) => {
      const { machine, run, file, hang } = await onDrive();
      const answer = hang();
      const cleared = outcomeOf(run.manager().clear());
      await machine.clock.advance(10_000);
      await cleared;
      const again = makeTokens(machine.clock.nowMs(), 15 * MINUTE, 'account-b');
      const saved = run.manager().setTokens(again);
      await machine.clock.advance(20_000);
      if (what === 'goes on') await saved;
      else run.crash();
      answer();
      const last = what === 'goes on' ? run : await machine.started();
      await machine.clock.advance(2 * MINUTE);
      expect([state(last), file.kept?.tokens]).toEqual([[again, 'saved'], again]);
    },
  );

  it.each([false, true])(
    'that cannot be written after a sign-out: a new sign-in survives the program, unless it was signed out too (%s)',
    async (isSignedOut) => {
      const { machine, run, file } = await onDrive();
      await run.manager().clear();
      file.fail(['save'], 'STORAGE_FULL');
      const tokens = makeTokens(machine.clock.nowMs(), 15 * MINUTE, 'account-b');
      await run.manager().setTokens(tokens);
      if (isSignedOut) await run.manager().clear();
      file.fail(['save']);
      const next = await machine.restarted(run);
      const expected = isSignedOut ? undefined : tokens;
      expect([state(next), file.kept?.tokens]).toEqual([[expected, 'saved'], expected]);
    },
  );

  it('after a save that came back late: what it has written is read again', async () => {
    const { machine, run, file } = await onDrive();
    const answer = file.hold('save');
    const refreshing = run.refresher().refresh('person');
    await machine.clock.advance(30_000);
    await refreshing;
    expect(run.manager().storageFacet).toBe('unsaved');
    answer();
    await machine.clock.advance(2 * MINUTE);
    expect([run.manager().storageFacet, file.kept?.tokens]).toEqual(['saved', run.manager().getTokens()]);
  });

  it('writes over nothing that another client has put there since a save was given up', async () => {
    const { machine, run, file } = await onDrive();
    await machine.clock.advance(MINUTE);
    const answer = file.hold('save');
    const refreshing = run.refresher().refresh('person');
    await machine.clock.advance(2 * MINUTE);
    await refreshing;
    const nowMs = machine.clock.nowMs();
    const theirs = makeTokens(nowMs);
    file.kept = { tokens: theirs, origin: 'https://axiom.trade', recordGeneration: 0, savedAtMs: nowMs };
    await machine.filesChanged();
    answer();
    await machine.filesChanged();
    await machine.clock.advance(MINUTE);
    expect([file.kept.tokens, run.manager().getTokens()]).toEqual([theirs, theirs]);
  });

  it('as the place to move to: refused after ten seconds, and the former place stays in use', async () => {
    const machine = new Machine();
    const run = await machine.signedIn();
    const before = machine.store().kept;
    machine.hang(PATH);
    const moved = outcomeOf(run.registry.moveTokens('default', { kind: 'file', path: PATH }));
    await machine.clock.advance(10_000);
    expect([await moved, run.registry.get('default').store]).toEqual(['TIMEOUT', { kind: 'keychain' }]);
    await run.refresher().refresh('person');
    expect([run.manager().storageFacet, machine.store().kept === before]).toEqual(['saved', false]);
  });

  it('can be left for another place, and what it holds is removed when it answers', async () => {
    const { machine, run, file, hang } = await onDrive();
    const answer = hang();
    const moved = outcomeOf(run.registry.moveTokens('default', { kind: 'keychain' }));
    await machine.clock.advance(30_000);
    expect([await moved, run.registry.get('default').store]).toEqual(['TIMEOUT', { kind: 'keychain' }]);
    expect(machine.store().kept?.tokens).toEqual(run.manager().getTokens());
    answer();
    await machine.clock.advance(3 * MINUTE);
    expect([file.kept, run.manager().storageFailure]).toEqual([undefined, undefined]);
  });
});
