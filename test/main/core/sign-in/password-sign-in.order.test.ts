// Two profiles, one password sign-in at a time: in any order of starts, cancels, codes and late answers, tokens go to the profile that
// asked for them, and an answer that nobody waits for changes nothing.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/core/base/secret';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { AuthGateway, IssuedTokens, OtpChallenge } from '../../../../main/core/ports/auth-gateway';
import { PasswordSignIn } from '../../../../main/core/sign-in/password-sign-in';
import type { TokenManager } from '../../../../main/core/storage/token-manager';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { settle } from '../../../support/fakes/clock/fake-clock';

type Name = 'A' | 'B';
/** A request that the server has not answered yet. */
interface Waiting {
  readonly answer: () => void;
  readonly refuse: () => void;
}

/** Two profiles and a server that answers when told. A challenge's e-mail names the profile that asked. */
class TwoProfiles {
  readonly graph = new CoreGraph();
  readonly signIn = new PasswordSignIn(this.graph.clock);
  readonly managers: Readonly<Record<Name, TokenManager>> = {
    A: this.graph.newManager('a'),
    B: this.graph.newManager('b'),
  };
  readonly starts: Waiting[] = [];
  readonly codes: Waiting[] = [];
  readonly #gateway: AuthGateway = {
    origin: 'https://axiom.trade',
    refresh: (current) => this.graph.gateway.refresh(current),
    startPasswordSignIn: (email) =>
      this.#ask<OtpChallenge>(this.starts, () => ({
        email,
        hashedPassword: new Secret('h'),
        otpToken: new Secret('o'),
      })),
    completePasswordSignIn: () => this.#ask<IssuedTokens>(this.codes, () => this.graph.gateway.issue()),
  };

  start(name: Name): Promise<unknown> {
    return outcomeOf(
      this.signIn.start(
        { manager: this.managers[name], gateway: this.#gateway },
        `${name}@example.com`,
        new Secret('p'),
      ),
    );
  }

  complete(): Promise<unknown> {
    return outcomeOf(this.signIn.complete('123456').then(() => 'in'));
  }

  /** The e-mails with which the two profiles are signed in. */
  signedIn(): readonly [string | undefined, string | undefined] {
    return [this.managers.A.getRecord()?.email, this.managers.B.getRecord()?.email];
  }

  answer(kind: AnswerStep['kind'], at: number | undefined): void {
    if (at === undefined) return;
    if (kind === 'answer-code') this.codes[at]?.answer();
    else if (kind === 'answer-start') this.starts[at]?.answer();
    else this.starts[at]?.refuse();
  }

  #ask<Answer>(waiting: Waiting[], make: () => Answer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      waiting.push({ answer: () => resolve(make()), refuse: () => reject(new AxiomTokenError('INVALID_CREDENTIALS')) });
    });
  }
}

it('that is cancelled during step 1 takes no code afterwards', async () => {
  const two = new TwoProfiles();
  const a = two.start('A');
  two.signIn.cancel();
  two.starts[0]?.answer();
  expect([await a, await two.complete(), two.codes.length]).toEqual(['CANCELLED', 'OTP_REQUIRED', 0]);
});

describe('a password sign-in that was started for A, cancelled, and started for B', () => {
  it('is B’s when A’s answer comes late', async () => {
    const two = new TwoProfiles();
    const a = two.start('A');
    two.signIn.cancel();
    const b = two.start('B');
    two.starts[1]?.answer();
    expect(await b).toBeUndefined();
    two.starts[0]?.answer();
    expect(await a).toBe('CANCELLED');
    const done = two.complete();
    two.codes[0]?.answer();
    expect([await done, two.signedIn()]).toEqual(['in', [undefined, 'B@example.com']]);
  });

  it('is B’s also when nobody has cancelled A’s', async () => {
    const two = new TwoProfiles();
    const [a, b] = [two.start('A'), two.start('B')];
    two.starts[1]?.answer();
    two.starts[0]?.answer();
    expect([await a, await b]).toEqual(['CANCELLED', undefined]);
    const done = two.complete();
    two.codes[0]?.answer();
    expect([await done, two.signedIn()]).toEqual(['in', [undefined, 'B@example.com']]);
  });

  it('accepts no code for A while B’s answer is awaited', async () => {
    const two = new TwoProfiles();
    const a = two.start('A');
    two.starts[0]?.answer();
    await a;
    void two.start('B');
    expect(await two.complete()).toBe('OTP_REQUIRED');
    expect(two.codes).toHaveLength(0);
  });

  it('drops A’s tokens when they come after B’s start', async () => {
    const two = new TwoProfiles();
    const a = two.start('A');
    two.starts[0]?.answer();
    await a;
    const code = two.complete();
    const b = two.start('B');
    two.codes[0]?.answer();
    expect([await code, two.signedIn()]).toEqual(['CANCELLED', [undefined, undefined]]);
    two.starts[1]?.answer();
    await b;
    const second = two.complete();
    two.codes[1]?.answer();
    expect([await second, two.signedIn()]).toEqual(['in', [undefined, 'B@example.com']]);
  });
});

it('keeps B’s sign-in when it was started while A’s tokens were being saved', async () => {
  const two = new TwoProfiles();
  const { graph } = two;
  const release = graph.store.hold('save');
  const slow = graph.manager;
  await slow.load();
  const gateway: AuthGateway = {
    origin: 'https://axiom.trade',
    refresh: (current) => graph.gateway.refresh(current),
    startPasswordSignIn: async (email) => ({ email, hashedPassword: new Secret('h'), otpToken: new Secret('o') }),
    completePasswordSignIn: async () => graph.gateway.issue(),
  };
  await two.signIn.start({ manager: slow, gateway }, 'A@example.com', new Secret('p'));
  const first = two.signIn.complete('123456');
  await settle();
  await two.signIn.start({ manager: two.managers.B, gateway }, 'B@example.com', new Secret('p'));
  release();
  await first;
  await two.signIn.complete('123456');
  expect([slow.getRecord()?.email, two.managers.B.getRecord()?.email]).toEqual(['A@example.com', 'B@example.com']);
});

it('lets the former code work while another one is asked for, and when that fails', async () => {
  const two = new TwoProfiles();
  const first = two.start('A');
  two.starts[0]?.answer();
  await first;
  const again = two.start('A');
  two.starts[1]?.refuse();
  expect(await again).toBe('INVALID_CREDENTIALS');
  const done = two.complete();
  two.codes[0]?.answer();
  expect([await done, two.signedIn()]).toEqual(['in', ['A@example.com', undefined]]);
});

/** One event; `pick` chooses which open request the server answers. */
type Step =
  | { readonly kind: 'start'; readonly name: Name }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'code' }
  | AnswerStep;
interface AnswerStep {
  readonly kind: 'answer-start' | 'refuse-start' | 'answer-code';
  readonly pick: number;
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('start' as const), name: fc.constantFrom<Name>('A', 'B') }),
    fc.record({ kind: fc.constant('cancel' as const) }),
    fc.record({ kind: fc.constant('code' as const) }),
    fc.record({
      kind: fc.constantFrom('answer-start' as const, 'refuse-start' as const, 'answer-code' as const),
      pick: fc.nat(5),
    }),
  ),
  { minLength: 3, maxLength: 16 },
);

/**
 * What a person expects: a typed code counts for the sign-in that was last started at that moment, and its tokens
 * arrive if nothing was cancelled and no other sign-in got as far before them.
 */
class Expected {
  readonly #starts: { readonly name: Name; isOpen: boolean }[] = [];
  readonly #codes: { readonly name: Name; readonly challenge: object; isOpen: boolean }[] = [];
  #newest: number | undefined;
  #challenge: { readonly name: Name } | undefined;
  readonly signedIn: Record<Name, boolean> = { A: false, B: false };

  take(step: Step): void {
    switch (step.kind) {
      case 'start':
        this.#newest = this.#starts.push({ name: step.name, isOpen: true }) - 1;
        if (this.#challenge?.name !== step.name) this.#challenge = undefined;
        return;
      case 'cancel':
        this.#newest = undefined;
        this.#challenge = undefined;
        return;
      case 'code':
        if (this.#challenge) this.#codes.push({ name: this.#challenge.name, challenge: this.#challenge, isOpen: true });
        return;
      default:
        this.#answer(step);
    }
  }

  get codesSent(): number {
    return this.#codes.length;
  }

  /** The number of the request that the step answers; `undefined` when none is open. */
  answered({ kind, pick }: AnswerStep): number | undefined {
    const questions = kind === 'answer-code' ? this.#codes : this.#starts;
    const open = [...questions.keys()].filter((index) => questions[index]?.isOpen);
    return open[pick % open.length];
  }

  #answer(step: AnswerStep): void {
    const at = this.answered(step);
    if (at === undefined) return;
    if (step.kind === 'answer-code') {
      const code = this.#codes[at];
      if (!code) return;
      code.isOpen = false;
      if (code.challenge !== this.#challenge) return;
      this.signedIn[code.name] = true;
      this.#challenge = undefined;
      return;
    }
    const start = this.#starts[at];
    if (!start) return;
    start.isOpen = false;
    if (at !== this.#newest) return;
    this.#newest = undefined;
    if (step.kind === 'answer-start') this.#challenge = { name: start.name };
  }
}

it('in every order gives tokens only to the profile that they were asked for', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const two = new TwoProfiles();
      const expected = new Expected();
      for (const step of sequence) {
        if (step.kind === 'start') void two.start(step.name);
        else if (step.kind === 'cancel') two.signIn.cancel();
        else if (step.kind === 'code') void two.complete();
        else two.answer(step.kind, expected.answered(step));
        expected.take(step);
        await settle();
        expect(two.codes.length).toBe(expected.codesSent);
      }
      const { A, B } = expected.signedIn;
      expect(two.signedIn()).toEqual([A ? 'A@example.com' : undefined, B ? 'B@example.com' : undefined]);
    }),
    { numRuns: 300 },
  );
});
