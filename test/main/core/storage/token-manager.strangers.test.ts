// A record of another program that this one has not seen yet when a person decides.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { joinTokens } from '../../../../main/core/tokens/auth-tokens';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { makeTokens } from '../../../support/make-jwt';
import { Machine } from '../../../support/machine';

compareSecretsByText();

const HOUR = 3_600_000;
const PATH = '/tokens.json';

/** `default` is signed in, and its tokens are in a file. */
async function inFile() {
  const machine = new Machine();
  const run = await machine.signedIn();
  await run.registry.moveTokens('default', { kind: 'file', path: PATH });
  const file = machine.file(PATH);
  const record = (): TokenRecord => {
    const found = run.manager().getRecord();
    if (!found) throw new Error('nobody is signed in');
    return found;
  };
  await machine.clock.advance(1_000);
  return { machine, run, file, record };
}

describe('the present pair, imported once more', () => {
  it('does not replace the one for which another program has exchanged it', async () => {
    const { machine, run, file, record } = await inFile();
    const { tokens, recordGeneration } = record();
    const renewed = makeTokens(machine.clock.nowMs());
    file.kept = { ...record(), tokens: renewed, recordGeneration: recordGeneration + 1 };
    await run.manager().setTokens(tokens, { restoredGeneration: recordGeneration });
    expect([run.manager().getTokens(), file.kept.tokens]).toEqual([renewed, renewed]);
  });

  it('does not replace a newer access token by its own', async () => {
    const { machine, run, file, record } = await inFile();
    const { tokens } = record();
    file.kept = { ...record(), tokens: joinTokens(makeTokens(machine.clock.nowMs()), tokens), recordGeneration: 0 };
    await machine.filesChanged();
    const newest = record().tokens;
    expect(newest.accessToken.equals(tokens.accessToken)).toBe(false);
    await run.manager().setTokens(tokens);
    expect([run.manager().getTokens(), file.kept.tokens]).toEqual([newest, newest]);
  });
});

it('a sign-out covers what another client has written without a name, though the clock was set back since', async () => {
  const { machine, run, file } = await inFile();
  const tokens = makeTokens(machine.clock.nowMs());
  file.kept = { tokens, origin: 'https://axiom.trade', recordGeneration: 0, savedAtMs: machine.clock.nowMs() };
  await machine.filesChanged();
  expect(run.manager().getTokens()).toEqual(tokens);
  machine.clock.jumpWall(-24 * HOUR);
  await run.manager().clear();
  expect([run.manager().getTokens(), file.kept]).toEqual([undefined, undefined]);
});

it('a sign-out before the place could be read covers what is there as well, though the list does not know of it', async () => {
  const machine = new Machine();
  machine.index.breakWith(new AxiomTokenError('STORAGE_DENIED'));
  const former = await machine.signedIn();
  machine.lock();
  const run = await machine.restarted(former);
  await machine.clock.advance(1_000);
  await run.manager().setTokens(makeTokens(machine.clock.nowMs()));
  await outcomeOf(run.manager().clear());
  machine.unlock();
  await run.manager().retryStorage();
  expect([run.manager().getTokens(), machine.store().kept]).toEqual([undefined, undefined]);
});
