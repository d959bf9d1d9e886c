import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_ACCOUNT, type DemoAccount } from '../../../main/demo/demo-account';
import { demoPasswordHash } from '../../../main/demo/demo-password';
import { createDemoSignInSteps, type DemoSignInSteps } from '../../../main/demo/demo-sign-in-steps';
import { createDemoTokenMint } from '../../../main/demo/demo-token-mint';
import { FakeClock } from '../../support/fakes/clock/fake-clock';

const OTHER: DemoAccount = { email: 'other@axiom.example', password: 'other-password', id: 'other-trader' };

let hash: string;
let clock: FakeClock;
let steps: DemoSignInSteps;
let codes: [email: string, code: string][];

// One server for all: it hashes each account's password once, which takes a while.
beforeAll(async () => {
  hash = await demoPasswordHash(DEMO_ACCOUNT.password);
  clock = new FakeClock();
  const mint = createDemoTokenMint(clock, (claims) => claims);
  steps = createDemoSignInSteps([DEMO_ACCOUNT, OTHER], clock, mint, (...sent) => void codes.push(sent));
});
beforeEach(() => {
  codes = [];
});

/** After the first step: the OTP token, the code, and a wrong code. */
async function started() {
  const otpToken = (await steps.start(DEMO_ACCOUNT.email, hash)) ?? '';
  const code = codes.at(-1)?.[1] ?? '';
  return { otpToken, code, wrong: code === '000000' ? '000001' : '000000' };
}

describe('the first step', () => {
  it('sends a code of six digits to the account’s own address', async () => {
    expect(await steps.start(DEMO_ACCOUNT.email, hash)).toBeTypeOf('string');
    expect(codes).toEqual([[DEMO_ACCOUNT.email, expect.stringMatching(/^\d{6}$/)]]);
  });

  it.each([' demo@axiom.example ', 'DEMO@Axiom.Example'])(
    'knows the e-mail however it was typed: %j',
    async (typed) => {
      expect(await steps.start(typed, hash)).toBeDefined();
      expect(codes[0]?.[0]).toBe(DEMO_ACCOUNT.email);
    },
  );

  it.each<[string, string, () => string]>([
    ['an unknown e-mail', 'nobody@axiom.example', () => hash],
    ['another account’s password', OTHER.email, () => hash],
    ['a hash that is one character longer', DEMO_ACCOUNT.email, () => `${hash}=`],
    ['a password that was not hashed', DEMO_ACCOUNT.email, () => DEMO_ACCOUNT.password],
    ['nothing', '', () => ''],
  ])('refuses %s and sends no code', async (_what, email, password) => {
    expect(await steps.start(email, password())).toBeUndefined();
    expect(codes).toEqual([]);
  });
});

describe('the second step', () => {
  it('gives the account for the code, once', async () => {
    const { otpToken, code } = await started();
    expect(steps.complete(otpToken, code)).toBe(DEMO_ACCOUNT);
    expect(steps.complete(otpToken, code)).toBeUndefined();
  });

  it.each([
    [4, DEMO_ACCOUNT],
    [5, undefined],
  ])('after %d wrong codes the right one gives: %o', async (times, account) => {
    const { otpToken, code, wrong } = await started();
    for (let round = 0; round < times; round++) expect(steps.complete(otpToken, wrong)).toBeUndefined();
    expect(steps.complete(otpToken, code)).toEqual(account);
  });

  it.each([
    [600_000 - 1, DEMO_ACCOUNT],
    [600_000, undefined],
  ])('after %d ms the code gives: %o', async (ageMs, account) => {
    const { otpToken, code } = await started();
    await clock.advance(ageMs);
    expect(steps.complete(otpToken, code)).toEqual(account);
  });

  it('accepts a code only with its own OTP token', async () => {
    const first = await started();
    await clock.advance(1_000);
    const second = await started();
    // Two codes may be equal by chance; tokens never are.
    if (first.code !== second.code) expect(steps.complete(first.otpToken, second.code)).toBeUndefined();
    expect(steps.complete('', first.code)).toBeUndefined();
    expect(steps.complete(second.otpToken, second.code)).toBe(DEMO_ACCOUNT);
    expect(steps.complete(first.otpToken, first.code)).toBe(DEMO_ACCOUNT);
  });
});
