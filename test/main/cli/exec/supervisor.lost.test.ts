// What happens to the program of `exec` once its account was removed, or someone else is signed in to it.
import { describe, expect, it } from 'vitest';
import { Supervisor } from '../../../../main/cli/exec/supervisor';
import type { SupervisorParts } from '../../../../main/cli/exec/supervisor-parts';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { TokenAnswer } from '../../../../main/handout/protocol';
import { FakeChild } from '../../../support/cli/fake-child';
import { FakeFeed } from '../../../support/cli/fake-feed';
import { FakeClock, settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokenAnswer } from '../../../support/make-token-answer';

const MINUTE = 60_000;
/** When a token of 15 minutes counts as expired. */
const LIFE = 12.5 * MINUTE;

/** A supervisor whose children are fakes, with a fresh token for each of them. */
function setUp(more: Partial<SupervisorParts> = {}, diesBy?: readonly NodeJS.Signals[]) {
  const clock = new FakeClock();
  const feed = new FakeFeed();
  const children: FakeChild[] = [];
  const said: string[] = [];
  const written: string[] = [];
  let generation = 1;
  const token = () => makeTokenAnswer({ issuedAtMs: clock.nowMs(), generation });
  const supervisor = new Supervisor({
    feed,
    clock,
    random: () => 1,
    getToken: async () => {
      generation += 1;
      return token();
    },
    start: async (given: TokenAnswer) => {
      const child = new FakeChild(given, diesBy);
      children.push(child);
      return child;
    },
    onRefresh: { kind: 'restart' },
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 30_000,
    follow: {},
    say: (line) => said.push(line),
    ...more,
  });
  const writeFile = async ({ access_token }: TokenAnswer) => void written.push(access_token);
  const last = () => children.at(-1) as FakeChild;
  return { supervisor, clock, feed, children, said, written, writeFile, last, token };
}

describe('a program whose account is gone', () => {
  const wrong = () => new AxiomTokenError('WRONG_ACCOUNT', { message: 'Someone else.', remedy: 'Look.' });

  it.each(['file', 'restart'] as const)('is reported at once, and stopped when its token ends: %s', async (way) => {
    const given = setUp();
    const more = way === 'file' ? { onRefresh: { kind: 'none' } as const, writeFile: given.writeFile } : {};
    const { supervisor, clock, feed, children, said, token } = setUp(more);
    const failure = supervisor.run(token()).catch((error: unknown) => error);
    await settle();
    feed.tell({ type: 'ended', error: wrong() });
    expect(said).toEqual([
      'axiom-tokens: no fresh token for the program: Someone else. Look. The program is stopped when its token expires.',
    ]);
    await clock.advance(LIFE - 1);
    expect(children[0]?.heard).toEqual([]);
    await clock.advance(1);
    expect(await failure).toMatchObject({ code: 'WRONG_ACCOUNT' });
    expect([children.length, children[0]?.heard, clock.timerCount]).toEqual([1, ['SIGTERM'], 0]);
  });

  it('is stopped also if only the restart finds it out', async () => {
    const getToken = () => Promise.reject(new AxiomTokenError('TOKEN_NOT_FOUND'));
    const { supervisor, clock, token } = setUp({ getToken });
    const failure = supervisor.run(token()).catch((error: unknown) => error);
    await clock.advance(LIFE + MINUTE);
    expect(await failure).toMatchObject({ code: 'TOKEN_NOT_FOUND' });
  });

  it('goes on when the account is back in time', async () => {
    const { supervisor, clock, feed, children, token } = setUp();
    void supervisor.run(token());
    await settle();
    feed.tell({ type: 'ended', error: wrong() });
    feed.tell({ type: 'token', token: makeTokenAnswer({ issuedAtMs: clock.nowMs(), generation: 2 }) });
    await clock.advance(LIFE);
    expect(children).toHaveLength(2);
  });

  it('goes on where it was given a token once and no way to get another', async () => {
    const { supervisor, clock, feed, last, said, token } = setUp({ onRefresh: { kind: 'none' } });
    const ended = supervisor.run(token());
    await settle();
    feed.tell({ type: 'ended', error: wrong() });
    await clock.advance(60 * MINUTE);
    expect([last().heard, said[0]]).toEqual([[], 'axiom-tokens: no fresh token for the program: Someone else. Look.']);
    last().end({ code: 3 });
    expect(await ended).toEqual({ code: 3 });
  });
});
