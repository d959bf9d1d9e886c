import { describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import type { SpentTokens } from '../../../../main/core/ports/spent-tokens';
import type { Secret } from '../../../../main/core/base/secret';
import { SingleUseTokens } from '../../../../main/core/storage/single-use-tokens';
import { fingerprintOf } from '../../../../main/core/tokens/sign-in-name';
import { outcomeOf } from '../../../support/core-graph';
import { FakeClock, settle } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { createMemoryRefreshLock, type LockTable } from '../../../support/fakes/refresh-lock/memory-refresh-lock';
import { MemorySpentTokens } from '../../../support/fakes/spent-tokens/memory-spent-tokens';
import { makeTokens } from '../../../support/make-jwt';

/** Shared by the programs of one person. */
class Shared {
  readonly clock = new FakeClock();
  readonly logger = new RecordingLogger();
  readonly spent = new MemorySpentTokens();
  readonly table: LockTable = new Map();

  program(spent: SpentTokens = this.spent): SingleUseTokens {
    const { clock, logger, table } = this;
    return new SingleUseTokens({
      spent,
      lock: createMemoryRefreshLock(clock, table),
      crypto: createNodeCrypto(),
      clock,
      logger,
    });
  }

  token() {
    return makeTokens(this.clock.nowMs()).refreshToken;
  }
}

it('lets a token be sent until any program has exchanged it for another one', async () => {
  const shared = new Shared();
  const [one, other] = [shared.program(), shared.program()];
  const [token, next] = [shared.token(), shared.token()];
  const lost = await one.begin(token);
  await lost.end();
  expect([await other.isSpent(token), one.isKnown(token)]).toEqual([false, false]);
  const same = await one.begin(token);
  same.answered(token);
  await same.end();
  expect(await other.isSpent(token)).toBe(false);
  const use = await one.begin(token);
  use.answered(next);
  await use.end();
  expect([one.isKnown(token), other.isKnown(token), other.isKnown(next)]).toEqual([true, false, false]);
  await expect(other.begin(token)).rejects.toMatchObject({ code: 'UNAUTHORIZED', unsent: true });
  expect(other.isKnown(token)).toBe(true);
  // It has given up its turn.
  expect(shared.table.size).toBe(0);
  await (await other.begin(next)).end();
});

it('makes a second program wait until the first has its answer, then says that the token is used up', async () => {
  const shared = new Shared();
  const token = shared.token();
  const use = await shared.program().begin(token);
  const second = outcomeOf(shared.program().begin(token));
  await settle();
  use.answered(shared.token());
  await use.end();
  expect(await second).toBe('UNAUTHORIZED');
});

it('lets the second program send it if the first got no answer', async () => {
  const shared = new Shared();
  const token = shared.token();
  const use = await shared.program().begin(token);
  const second = shared.program().begin(token);
  expect(shared.table.size).toBe(1);
  await use.end();
  await (await second).end();
  expect(shared.table.size).toBe(0);
});

it('waits 70 s at most', async () => {
  const shared = new Shared();
  const token = shared.token();
  await shared.program().begin(token);
  const second = outcomeOf(shared.program().begin(token));
  await shared.clock.advance(70_000);
  expect(await second).toBe('TIMEOUT');
});

it('says what to do when a person imports a spent token, and only then', async () => {
  const shared = new Shared();
  const [one, token] = [shared.program(), shared.token()];
  one.refuseKnown(token);
  const use = await one.begin(token);
  use.answered(shared.token());
  await use.end();
  expect(() => one.refuseKnown(token)).toThrow(
    expect.objectContaining({
      code: 'INVALID_INPUT',
      remedy: 'If you have the newer ones, use those. If not, sign in. Nothing was changed.',
    }),
  );
  one.refuseKnown(shared.token());
});

it('sends nothing while the list cannot be read; a sign-in does not wait for it', async () => {
  const shared = new Shared();
  const [one, token] = [shared.program(), shared.token()];
  shared.spent.failure = 'STORAGE_DENIED';
  expect(await outcomeOf(one.begin(token))).toBe('STORAGE_DENIED');
  expect(await one.isSpent(token)).toBe(false);
  expect(shared.logger.lines.map(({ message }) => message).join()).toContain('could not be found out');
  shared.spent.failure = undefined;
  await (await one.begin(token)).end();
});

it('waits 10 s for a list that does not answer', async () => {
  const shared = new Shared();
  const one = shared.program({ has: () => new Promise(() => undefined), add: async () => undefined });
  const asked = outcomeOf(one.begin(shared.token()));
  await shared.clock.advance(10_000);
  expect(await asked).toBe('TIMEOUT');
});

it('lets others go on after 10 s if the list does not answer when a token is to be noted', async () => {
  const shared = new Shared();
  const one = shared.program({ has: async () => false, add: () => new Promise(() => undefined) });
  const token = shared.token();
  const use = await one.begin(token);
  use.answered(shared.token());
  const ended = use.end();
  await shared.clock.advance(9_999);
  expect(shared.table.size).toBe(1);
  await shared.clock.advance(1);
  await ended;
  expect([shared.table.size, one.isKnown(token)]).toEqual([0, true]);
});

describe('what could not be noted', () => {
  /** A token that was exchanged while the disk was full. */
  async function spentWhileFull() {
    const shared = new Shared();
    const [one, token] = [shared.program(), shared.token()];
    const use = await one.begin(token);
    shared.spent.failure = 'STORAGE_FULL';
    use.answered(shared.token());
    await use.end();
    return { shared, one, token };
  }

  it('is known in this run', async () => {
    const { shared, one, token } = await spentWhileFull();
    expect(await outcomeOf(one.begin(token))).toBe('UNAUTHORIZED');
    expect(shared.logger.lines.map(({ message }) => message).join()).toContain('could not be noted');
  });

  it.each([
    ['when it is tried again', (one: SingleUseTokens) => one.noteRest()],
    ['with the next record', (one: SingleUseTokens) => one.learn(undefined)],
  ])('is noted %s, as often as it takes', async (_when, again) => {
    const { shared, one, token } = await spentWhileFull();
    await again(one);
    shared.spent.failure = undefined;
    expect(await shared.program().isSpent(token)).toBe(false);
    await again(one);
    expect(await shared.program().isSpent(token)).toBe(true);
  });
});

describe('the spent token named in a record', () => {
  const nameOf = (token: Secret) => fingerprintOf(token, (data) => createNodeCrypto().sha256(data));

  it('is known at once, and noted for all programs; a record without one changes nothing', async () => {
    const shared = new Shared();
    const [one, token] = [shared.program(), shared.token()];
    await one.learn(undefined);
    const learning = one.learn(nameOf(token));
    expect(one.isKnown(token)).toBe(true);
    await learning;
    expect([await shared.program().isSpent(token), one.isKnown(shared.token())]).toEqual([true, false]);
  });

  it('is not noted twice, and not before this program has its own answer safe', async () => {
    const shared = new Shared();
    const added: string[] = [];
    const { spent } = shared;
    const counting = { has: (name: string) => spent.has(name), add: async (name: string) => void added.push(name) };
    const [one, token, other] = [shared.program(counting), shared.token(), shared.token()];
    await spent.add(nameOf(other));
    await one.learn(nameOf(other));
    const use = await one.begin(token);
    use.answered(shared.token());
    await one.learn(nameOf(token));
    expect(added).toEqual([]);
    await use.end();
    await Promise.all([one.learn(nameOf(token)), one.learn(nameOf(token))]);
    expect(added).toEqual([nameOf(token)]);
  });
});
