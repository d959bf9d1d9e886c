import { describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { RecordMaker } from '../../../../main/core/storage/record-maker';
import { fingerprintOf } from '../../../../main/core/tokens/sign-in-name';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';
import { makePlace } from '../../../support/make-place';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';

compareSecretsByText();

const NOW = FAKE_START_MS;
const SIGN_IN = 'ab12'.repeat(8);
const next = makeTokens(NOW);

function setUp(record?: TokenRecord, decisionMs = NOW, refuse = (): void => undefined) {
  const present = { record, place: makePlace(new ScriptedTokenStore()), decisionMs, isDecisionComparable: true };
  const maker = new RecordMaker({ origin: 'https://axiom.trade', crypto: createNodeCrypto() }, () => present, refuse);
  maker.noteRecord(record);
  return { maker, present };
}

describe('the generation', () => {
  it('continues from the highest that was seen, also after a sign-out', () => {
    const { maker, present } = setUp(makeRecord(7));
    present.record = undefined;
    maker.noteRecord(makeRecord(3));
    expect(maker.signIn(next, {}, NOW).recordGeneration).toBe(8);
  });

  it('is above that of a restored record', () => {
    const { maker } = setUp(makeRecord(7));
    expect(maker.signIn(next, { restoredGeneration: 20 }, NOW).recordGeneration).toBe(21);
  });
});

describe('the time of saving', () => {
  it('is that of the decision', () => {
    expect(setUp().maker.signIn(next, {}, NOW).savedAtMs).toBe(NOW);
    expect(setUp(undefined, NOW + 5_000).maker.signIn(next, {}, NOW).savedAtMs).toBe(NOW + 5_000);
  });
});

describe('the time of the decision', () => {
  const former = makeRecord(1, NOW, { signInId: SIGN_IN, decidedAtMs: NOW - 5 });
  it('is that of a sign-in, never before one that it comes after', () => {
    expect(setUp().maker.signIn(next, {}, NOW).decidedAtMs).toBe(NOW);
    expect(setUp(former).maker.signIn(next, {}, NOW).decidedAtMs).toBe(NOW);
    expect(setUp(undefined, NOW + 5).maker.signIn(next, {}, NOW).decidedAtMs).toBe(NOW + 5);
    const ahead = { ...former, decidedAtMs: NOW + 5 };
    expect(setUp(ahead).maker.signIn(next, {}, NOW).decidedAtMs).toBe(NOW + 6);
  });

  it('is kept over refreshes, and when the program restores a pair itself', () => {
    const { maker, present } = setUp(former);
    expect(maker.continued(next, {}, true).decidedAtMs).toBe(NOW - 5);
    present.record = { ...maker.signIn(next, {}, NOW), decidedAtMs: NOW - 3 };
    expect(maker.successor(former.tokens, makeTokens(NOW), {})?.decidedAtMs).toBe(NOW - 3);
    expect(maker.takeBack()?.decidedAtMs).toBe(NOW - 3);
    expect(setUp(makeRecord()).maker.continued(next, {}, true)).not.toHaveProperty('decidedAtMs');
  });

  it('is now where a person brings the same once more', () => {
    expect(setUp(former).maker.continued(former.tokens, {}, false).decidedAtMs).toBe(NOW);
  });
});

describe('the pair that is kept', () => {
  it('is never one that must not be used any more', () => {
    let isRefused = false;
    const refuse = (): void => {
      if (isRefused) throw new Error('used up');
    };
    const { maker, present } = setUp(makeRecord(), NOW, refuse);
    present.record = maker.signIn(next, {}, NOW);
    const kept = maker.replaced;
    isRefused = true;
    expect([kept === undefined, maker.replaced, maker.takeBack()]).toEqual([false, undefined, undefined]);
  });
});

describe('a sign-in', () => {
  it('has a name of its own and keeps what was in use', () => {
    const former = makeRecord(1, NOW, { signInId: SIGN_IN });
    const record = setUp(former).maker.signIn(next, {}, NOW);
    expect([record.signInId === SIGN_IN, record.replaced?.tokens]).toEqual([false, former.tokens]);
  });

  it('keeps nothing that was refused finally', () => {
    const { maker } = setUp(makeRecord());
    maker.noteRefused();
    expect(maker.signIn(next, {}, NOW).replaced).toBeUndefined();
  });
});

describe('what comes back', () => {
  it('has the refused pair beside it, and a name of its own', () => {
    const former = makeRecord(1, NOW, { signInId: SIGN_IN });
    const { maker, present } = setUp(former);
    present.record = maker.signIn(next, {}, NOW);
    const back = maker.takeBack();
    expect([back?.tokens, back?.signInId === SIGN_IN]).toEqual([former.tokens, false]);
    expect([back?.replaced?.tokens, back?.replaced?.wasRefused]).toEqual([next, true]);
    present.record = back;
    // And vice versa, if the server refuses both.
    expect(maker.takeBack()?.tokens).toEqual(next);
  });

  it('is nothing where nothing was kept', () => {
    expect([setUp(makeRecord()).maker.takeBack(), setUp().maker.takeBack()]).toEqual([undefined, undefined]);
  });
});

describe('the same sign-in', () => {
  it('keeps its name; what it has replaced stays until it was refreshed', () => {
    const { maker, present } = setUp(makeRecord(1, NOW, { signInId: SIGN_IN }));
    const fresh = { ...maker.signIn(next, {}, NOW), signInId: SIGN_IN };
    present.record = fresh;
    expect(maker.replaced).toEqual(fresh.replaced);
    const again = maker.continued(next, {}, false);
    expect([again.signInId, again.replaced]).toEqual([SIGN_IN, fresh.replaced]);
    const refreshed = maker.continued(makeTokens(NOW), {}, true);
    expect([refreshed.signInId, refreshed.replaced]).toEqual([SIGN_IN, undefined]);
  });

  it('names the exchanged refresh token, until the next one is exchanged', () => {
    const former = makeRecord();
    const { maker, present } = setUp(former);
    const exchanged = former.tokens.refreshToken;
    const spent = fingerprintOf(exchanged, (data) => createNodeCrypto().sha256(data));
    expect([maker.continued(next, {}, false).spent, maker.continued(former.tokens, { exchanged }, true).spent]).toEqual(
      [undefined, undefined],
    );
    present.record = maker.continued(next, { exchanged }, true);
    const later = [maker.continued(next, {}, false), maker.continued(next, { exchanged: next.refreshToken }, true)];
    const other = maker.signIn(makeTokens(NOW), {}, NOW);
    expect([present.record, ...later, other].map((record) => record.spent)).toEqual([spent, spent, spent, spent]);
  });

  it('gets a name where another client gave it none', () => {
    expect(setUp(makeRecord()).maker.continued(next, {}, true).signInId).toMatch(/^[0-9a-f]{32}$/);
  });
});
