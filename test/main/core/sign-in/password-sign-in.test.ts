import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { PasswordSignIn } from '../../../../main/core/sign-in/password-sign-in';
import type { AuthGateway, OtpChallenge } from '../../../../main/core/ports/auth-gateway';
import { Secret } from '../../../../main/core/base/secret';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';

/** A server that accepts the code 123456 for any of its challenges. */
function signInGateway(graph: CoreGraph): AuthGateway {
  return {
    origin: 'https://axiom.trade',
    refresh: (current) => graph.gateway.refresh(current),
    startPasswordSignIn: async (email): Promise<OtpChallenge> => ({
      email,
      hashedPassword: new Secret('hash'),
      otpToken: new Secret('otp'),
    }),
    completePasswordSignIn: async (_challenge, code) => {
      if (code !== '123456') throw new AxiomTokenError('INVALID_OTP');
      return { ...graph.gateway.issue(), serverOffsetMs: 60_000 };
    },
  };
}

async function started(): Promise<{ graph: CoreGraph; signIn: PasswordSignIn }> {
  const graph = new CoreGraph();
  await graph.manager.load();
  const signIn = new PasswordSignIn(graph.clock);
  await signIn.start(
    { manager: graph.manager, gateway: signInGateway(graph) },
    'trader@example.com',
    new Secret('pass'),
  );
  return { graph, signIn };
}

describe('the password sign-in', () => {
  it('ends with nothing after a sign-out that came between its steps', async () => {
    const { graph, signIn } = await started();
    await graph.manager.clear();
    expect([await outcomeOf(signIn.complete('123456')), graph.manager.getTokens()]).toEqual([
      'INVALID_INPUT',
      undefined,
    ]);
  });

  it('ends with the tokens saved, the e-mail and the server’s time known', async () => {
    const { graph, signIn } = await started();
    await signIn.complete('123456');
    expect(graph.store.kept).toMatchObject({
      email: 'trader@example.com',
      serverOffsetMs: 60_000,
      recordGeneration: 1,
    });
  });

  it('is under way until its code was taken, it is cancelled, or its time is over', async () => {
    const taken = await started();
    expect(taken.signIn.isUnderWay).toBe(true);
    await taken.signIn.complete('123456');
    const cancelled = await started();
    cancelled.signIn.cancel();
    const old = await started();
    await old.graph.clock.advance(16 * 60_000);
    expect([taken, cancelled, old].map(({ signIn }) => signIn.isUnderWay)).toEqual([false, false, false]);
  });

  it('lets a wrong code be corrected', async () => {
    const { graph, signIn } = await started();
    expect(await outcomeOf(signIn.complete('000000'))).toBe('INVALID_OTP');
    expect(graph.store.kept).toBeUndefined();
    await signIn.complete('123456');
    expect(graph.store.kept).toBeDefined();
  });

  it('must be started again after a quarter of an hour', async () => {
    const { graph, signIn } = await started();
    await graph.clock.advance(15 * 60_000 + 1);
    await expect(signIn.complete('123456')).rejects.toMatchObject({
      code: 'OTP_REQUIRED',
      message: 'This sign-in was started too long ago.',
      remedy: 'Type e-mail and password again; Axiom then sends a new code.',
    });
    expect(graph.manager.getTokens()).toBeUndefined();
  });

  it('takes a code until then', async () => {
    const { graph, signIn } = await started();
    await graph.clock.advance(15 * 60_000);
    await signIn.complete('123456');
    expect(graph.manager.getTokens()).toBeDefined();
  });

  it('forgets the challenge when it is cancelled, and after it was used', async () => {
    const { graph, signIn } = await started();
    signIn.cancel();
    expect(await outcomeOf(signIn.complete('123456'))).toBe('OTP_REQUIRED');
    expect(graph.manager.getTokens()).toBeUndefined();
  });

  it('says that no sign-in waits when there is none', async () => {
    const { signIn } = await started();
    signIn.cancel();
    await expect(signIn.complete('123456')).rejects.toMatchObject({ message: 'No sign-in waits for a code.' });
  });

  it('is cancelled for its own profile only', async () => {
    const { graph, signIn } = await started();
    signIn.cancel('hedge');
    await signIn.complete('123456');
    expect(graph.manager.getTokens()).toBeDefined();
    await signIn.start(
      { manager: graph.manager, gateway: signInGateway(graph) },
      'trader@example.com',
      new Secret('pass'),
    );
    signIn.cancel('default');
    expect(await outcomeOf(signIn.complete('123456'))).toBe('OTP_REQUIRED');
  });

  it('drops an answer that comes after it was cancelled', async () => {
    const { graph, signIn } = await started();
    const completed = signIn.complete('123456');
    signIn.cancel();
    expect(await outcomeOf(completed)).toBe('CANCELLED');
    expect(graph.manager.getTokens()).toBeUndefined();
  });
});

describe('tokens for which no account was chosen', () => {
  const cancelled = async (): Promise<never> => {
    throw new AxiomTokenError('CANCELLED');
  };

  async function undecided() {
    const { graph, signIn } = await started();
    const outcome = await outcomeOf(signIn.complete('123456', cancelled));
    return { graph, signIn, outcome };
  }

  it('wait for another choice, for which no code is sent', async () => {
    const { graph, signIn, outcome } = await undecided();
    expect([outcome, signIn.isUndecided, graph.manager.getTokens()]).toEqual(['CANCELLED', true, undefined]);
    // With a code that the server would refuse.
    await signIn.complete('000000');
    expect([signIn.isUndecided, graph.manager.getTokens() !== undefined]).toEqual([false, true]);
  });

  it('wait as long as the person does', async () => {
    const { graph, signIn } = await undecided();
    await graph.clock.advance(8 * 60 * 60_000);
    await signIn.complete('000000');
    expect(graph.manager.getTokens()).toBeDefined();
  });

  it.each<[what: string, act: (signIn: PasswordSignIn, graph: CoreGraph) => unknown, code: string]>([
    ['the sign-in is cancelled', (signIn) => signIn.cancel(), 'OTP_REQUIRED'],
    [
      'another code was asked for',
      (signIn, graph) =>
        signIn.start(
          { manager: graph.manager, gateway: signInGateway(graph) },
          'trader@example.com',
          new Secret('pass'),
        ),
      'INVALID_OTP',
    ],
  ])('are forgotten when %s', async (_what, act, code) => {
    const { graph, signIn } = await undecided();
    await act(signIn, graph);
    expect(await outcomeOf(signIn.complete('000000'))).toBe(code);
    expect([signIn.isUndecided, graph.manager.getTokens()]).toEqual([false, undefined]);
  });
});
