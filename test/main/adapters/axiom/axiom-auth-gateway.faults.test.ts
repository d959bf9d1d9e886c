// The gateway over real HTTP against the simulator, one fault after another.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAxiomAuthGateway } from '../../../../main/adapters/axiom/axiom-auth-gateway';
import { resolveAxiomEndpoints } from '../../../../main/adapters/axiom/axiom-endpoints';
import { createNodeHttpTransport } from '../../../../main/adapters/http/node-http-transport';
import { createSystemClock } from '../../../../main/adapters/platform/system-clock';
import { type AuthTokens, createAuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { AxiomTokenError, type ErrorCode } from '../../../../main/core/base/errors';
import type { AuthGateway } from '../../../../main/core/ports/auth-gateway';
import { Secret } from '../../../../main/core/base/secret';
import { type AxiomSimulator, startAxiomSimulator } from '../../../axiom-simulator/axiom-simulator';
import type { AxiomSwitches, Fault } from '../../../axiom-simulator/switches';
import { signInToSimulator } from '../../../support/axiom-demo-sign-in';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';

const clock = createSystemClock();
let simulator: AxiomSimulator;
let gateway: AuthGateway;
let logger: RecordingLogger;
let tokens: AuthTokens;

beforeEach(async () => {
  simulator = await startAxiomSimulator();
  logger = new RecordingLogger();
  const transport = createNodeHttpTransport({ clock });
  const endpoints = resolveAxiomEndpoints(simulator.env);
  gateway = createAxiomAuthGateway({ transport, clock, random: () => 0, endpoints, logger });
  const session = simulator.openSession();
  tokens = createAuthTokens({
    accessToken: new Secret(session.accessToken),
    refreshToken: new Secret(session.refreshToken),
    receivedAtMs: clock.nowMs(),
  });
});
afterEach(() => simulator.dispose());

const set = (switches: Partial<AxiomSwitches>) => Object.assign(simulator.switches, switches);
const holds = (held: AuthTokens) => ({
  accessToken: held.accessToken.expose(),
  refreshToken: held.refreshToken.expose(),
});

async function codeOf(call: Promise<unknown>): Promise<ErrorCode | undefined> {
  const error: unknown = await call.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  const shown = JSON.stringify([error, logger.lines]) + String((error as Error | undefined)?.stack);
  expect(shown).not.toContain(tokens.refreshToken.expose());
  expect(shown).not.toContain(tokens.accessToken.expose());
  return error instanceof AxiomTokenError ? error.code : undefined;
}

describe('a refresh that fails says why and changes nothing', () => {
  it.each<[Fault, ErrorCode]>([
    [{ kind: 'challenge' }, 'BROWSER_REQUIRED'],
    [{ kind: 'turnstile' }, 'BROWSER_REQUIRED'],
    [{ kind: 'rate-limit' }, 'RATE_LIMITED'],
    [{ kind: 'status', status: 500 }, 'BAD_RESPONSE'],
    [{ kind: 'status', status: 502 }, 'BAD_RESPONSE'],
    [{ kind: 'captive-portal' }, 'BAD_RESPONSE'],
    [{ kind: 'captive-redirect' }, 'BAD_RESPONSE'],
    [{ kind: 'reset-before' }, 'NETWORK'],
  ])('%j: %s', async (fault, code) => {
    set({ fault });
    expect(await codeOf(gateway.refresh(tokens))).toBe(code);
    set({ fault: undefined });
    const { tokens: next } = await gateway.refresh(tokens);
    expect(holds(next)).toEqual(simulator.currentTokens());
  });

  it('reports how long to wait', async () => {
    set({ fault: { kind: 'rate-limit', retryAfter: '17' } });
    await expect(gateway.refresh(tokens)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 17_000 });
    set({ fault: { kind: 'rate-limit', retryAfter: new Date(clock.nowMs() + 90_000).toUTCString() } });
    const error = (await gateway.refresh(tokens).catch((failure: unknown) => failure)) as AxiomTokenError;
    expect(Math.abs((error.retryAfterMs ?? 0) - 90_000)).toBeLessThan(3000);
  });

  it('is UNAUTHORIZED when the session is dead', async () => {
    simulator.revoke();
    expect(await codeOf(gateway.refresh(tokens))).toBe('UNAUTHORIZED');
  });

  it('is UNAUTHORIZED when a used refresh token comes back, and the session dies with it', async () => {
    const { tokens: next } = await gateway.refresh(tokens);
    expect(await codeOf(gateway.refresh(tokens))).toBe('UNAUTHORIZED');
    expect(await codeOf(gateway.refresh(next))).toBe('UNAUTHORIZED');
  });

  it('is NETWORK while the server is down, and works again when it is up', async () => {
    await simulator.stop();
    await expect(gateway.refresh(tokens)).rejects.toMatchObject({ code: 'NETWORK', unsent: true });
    await simulator.start();
    expect(holds((await gateway.refresh(tokens)).tokens)).toEqual(simulator.currentTokens());
  });

  it.each<[Partial<AxiomSwitches>, ErrorCode]>([
    [{ cookies: 'none' }, 'BAD_RESPONSE'],
    [{ cookies: 'emptied' }, 'UNAUTHORIZED'],
    [{ cookies: 'deleted' }, 'UNAUTHORIZED'],
    [{ isRefusingRefresh: true }, 'UNAUTHORIZED'],
    [{ accessToken: 'other-account' }, 'WRONG_ACCOUNT'],
    [{ accessToken: 'malformed', isRotating: false }, 'BAD_RESPONSE'],
    [{ accessToken: 'huge', isRotating: false }, 'BAD_RESPONSE'],
    [{ accessToken: 'huge', isRotating: false, tokensAs: 'json' }, 'BAD_RESPONSE'],
  ])('with %j: %s', async (switches, code) => {
    set(switches);
    expect(await codeOf(gateway.refresh(tokens))).toBe(code);
  });
});

describe('a refresh that works', () => {
  it.each<Partial<AxiomSwitches>>([
    {},
    { refreshBody: 'string' },
    { refreshBody: 'object' },
    { refreshBody: 'empty' },
    { isRotating: false },
    { cookies: 'only-access', isRotating: false },
    { tokensAs: 'json' },
    { latencyMs: 50 },
    { fault: { kind: 'reset-mid-answer', calls: ['refresh'] } },
    { fault: { kind: 'reset-before', times: 1 } },
    { fault: { kind: 'death-after-answer', calls: ['refresh'] } },
  ])('holds what the server holds, with %j', async (switches) => {
    set(switches);
    const { tokens: next } = await gateway.refresh(tokens);
    expect(holds(next)).toEqual(simulator.currentTokens());
    expect(simulator.refreshCount).toBe(1);
  });

  it('uses a pair that the server dates before ours, because its clock was set back', async () => {
    set({ accessToken: 'older' });
    const { tokens: next } = await gateway.refresh(tokens);
    expect(next.issuedAtMs).toBeLessThan(tokens.issuedAtMs ?? 0);
    expect(next.refreshToken.expose()).toBe(simulator.currentTokens()?.refreshToken);
  });

  it.each<Partial<AxiomSwitches>>([{ cookies: 'only-refresh' }, { accessToken: 'malformed' }])(
    'keeps the rotated refresh token beside the old access token with %j, and the session continues',
    async (switches) => {
      set(switches);
      const { tokens: half } = await gateway.refresh(tokens);
      expect(half.accessToken.equals(tokens.accessToken)).toBe(true);
      expect(half.refreshToken.expose()).toBe(simulator.currentTokens()?.refreshToken);
      set({ cookies: 'all', accessToken: 'good' });
      expect(holds((await gateway.refresh(half)).tokens)).toEqual(simulator.currentTokens());
    },
  );

  it('knows no expiry when neither token nor cookie name one', async () => {
    set({ accessToken: 'without-exp', tokensAs: 'json' });
    expect((await gateway.refresh(tokens)).tokens.expiresAtMs).toBeUndefined();
  });

  it('measures the server\u2019s clock', async () => {
    set({ clockOffsetMs: 3 * 3_600_000 });
    const { serverOffsetMs, tokens: next } = await gateway.refresh(tokens);
    expect(Math.abs((serverOffsetMs ?? 0) - 3 * 3_600_000)).toBeLessThan(2000);
    expect(Math.abs((next.expiresAtMs ?? 0) - next.receivedAtMs - 900_000)).toBeLessThan(3000);
    set({ dateHeader: null });
    expect((await gateway.refresh(next)).serverOffsetMs).toBeUndefined();
  });

  it('loses the session only in the one unavoidable case: the answer lost after rotation, with reuse detection', async () => {
    set({ fault: { kind: 'lost-answer', calls: ['refresh'], times: 1 } });
    expect(await codeOf(gateway.refresh(tokens))).toBe('UNAUTHORIZED');
    expect(simulator.refreshesAsked).toBe(2);
  });

  it('survives a lost answer when the server does not rotate', async () => {
    set({ isRotating: false, fault: { kind: 'lost-answer', calls: ['refresh'], times: 1 } });
    expect(holds((await gateway.refresh(tokens)).tokens)).toEqual(simulator.currentTokens());
    expect(simulator.refreshesAsked).toBe(2);
  });
});

describe('a sign-in', () => {
  const start = (password = simulator.account.password) =>
    gateway.startPasswordSignIn(simulator.account.email, new Secret(password));

  it.each([500, 401, 400] as const)(
    'with a wrong password answered as %i is INVALID_CREDENTIALS',
    async (wrongPasswordStatus) => {
      set({ wrongPasswordStatus });
      expect(await codeOf(start('wrong'))).toBe('INVALID_CREDENTIALS');
    },
  );

  it('with a wrong code is INVALID_OTP, and the right one still works', async () => {
    const challenge = await start();
    const code = simulator.lastCode() ?? '';
    const wrong = code === '000000' ? '000001' : '000000';
    expect(await codeOf(gateway.completePasswordSignIn(challenge, wrong))).toBe('INVALID_OTP');
    const issued = await gateway.completePasswordSignIn(challenge, code);
    expect(holds(issued.tokens)).toEqual(simulator.currentTokens());
  });

  it.each(['json', 'cookie'] as const)('takes the OTP token as %s', async (otpTokenAs) => {
    set({ otpTokenAs });
    expect(holds((await signInToSimulator(gateway, simulator)).tokens)).toEqual(simulator.currentTokens());
  });

  it.each<[Partial<AxiomSwitches>, ErrorCode]>([
    [{ otpTokenAs: 'nowhere' }, 'BAD_RESPONSE'],
    [{ fault: { kind: 'turnstile' } }, 'BROWSER_REQUIRED'],
    [{ fault: { kind: 'challenge', calls: ['password'] } }, 'BROWSER_REQUIRED'],
    [{ fault: { kind: 'rate-limit', calls: ['otp'] } }, 'RATE_LIMITED'],
    [{ cookies: 'only-access' }, 'BAD_RESPONSE'],
    [{ cookies: 'none' }, 'BAD_RESPONSE'],
  ])('with %j is %s', async (switches, code) => {
    set(switches);
    expect(await codeOf(signInToSimulator(gateway, simulator))).toBe(code);
  });
});
