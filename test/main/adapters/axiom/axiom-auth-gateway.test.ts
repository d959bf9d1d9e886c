import { describe, expect, it } from 'vitest';
import { createAxiomAuthGateway } from '../../../../main/adapters/axiom/axiom-auth-gateway';
import { resolveAxiomEndpoints } from '../../../../main/adapters/axiom/axiom-endpoints';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { Secret } from '../../../../main/core/base/secret';
import { createSeededRandom } from '../../../axiom-simulator/seeded-random';
import { makeResponse } from '../../../support/axiom-response';
import { FAKE_START_MS, FakeClock } from '../../../support/fakes/clock/fake-clock';
import { ScriptedTransport, type TransportStep } from '../../../support/fakes/http-transport/scripted-http-transport';
import { makeJwt, makeTokens } from '../../../support/make-jwt';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';

const current = makeTokens(FAKE_START_MS - 600_000);
const claims = { issuedAtMs: FAKE_START_MS, expiresAtMs: FAKE_START_MS + 900_000, accountId: 'account-1' };
const access = makeJwt(claims).expose();
const refresh = makeJwt({ ...claims, expiresAtMs: FAKE_START_MS + 30 * 86_400_000 }).expose();
const setCookies = [`auth-access-token=${access}`, `auth-refresh-token=${refresh}`];
const date = 'Sun, 01 Mar 2026 12:00:03 GMT';
const good = makeResponse({ setCookies, headers: { date } });
const unsent = new AxiomTokenError('NETWORK', { unsent: true });
const reset = new AxiomTokenError('NETWORK');
const late = new AxiomTokenError('TIMEOUT');

function create(step: (index: number) => TransportStep | Promise<TransportStep>) {
  const transport = new ScriptedTransport((_request, index) => step(index));
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const gateway = createAxiomAuthGateway({
    transport,
    clock,
    random: createSeededRandom(3),
    endpoints: resolveAxiomEndpoints({}),
    logger,
    hashPassword: async () => new Secret('aGFzaA=='),
  });
  return { gateway, transport, clock, logger };
}

const fromScript = (...steps: readonly TransportStep[]) => create((index) => steps[index] ?? late);

describe('a refresh', () => {
  it('sends both cookies and the moment, as the site does', async () => {
    const { gateway, transport } = fromScript(good);
    await gateway.refresh(current);
    const [request] = transport.requests;
    expect(request).toMatchObject({
      method: 'POST',
      headers: {
        origin: 'https://axiom.trade',
        referer: 'https://axiom.trade/',
        accept: 'application/json, text/plain, */*',
        'content-type': 'application/json',
      },
      timeoutMs: 20_000,
      maxBodyBytes: 1_048_576,
    });
    expect(request?.url).toMatch(/^https:\/\/api\d*\.axiom\.trade\/refresh-access-token$/);
    expect(request?.cookies).toEqual({
      'auth-refresh-token': current.refreshToken,
      'auth-access-token': current.accessToken,
    });
    expect(request?.body?.expose()).toBe(`{"v":${FAKE_START_MS}}`);
  });

  it('reports the tokens, the host, the duration and the server\u2019s clock', async () => {
    const { gateway, transport } = fromScript(good);
    const issued = await gateway.refresh(current);
    expect(issued).toMatchObject({ host: transport.hosts[0], durationMs: 100, serverOffsetMs: 3050 });
    expect(issued.tokens).toMatchObject({ expiresAtMs: FAKE_START_MS + 900_000, receivedAtMs: FAKE_START_MS + 3050 });
    expect([issued.tokens.accessToken.expose(), issued.tokens.refreshToken.expose()]).toEqual([access, refresh]);
  });

  it('never asks the same host twice in a row', async () => {
    const { gateway, transport } = create(() => good);
    for (let call = 0; call < 50; call++) await gateway.refresh(current);
    const { hosts } = transport;
    expect(hosts.filter((host, index) => host === hosts[index - 1])).toEqual([]);
    expect(new Set(hosts).size).toBe(8);
  });

  it('goes on to other hosts while surely nothing was sent', async () => {
    const { gateway, transport } = fromScript(unsent, unsent, good);
    const issued = await gateway.refresh(current);
    expect(new Set(transport.hosts).size).toBe(3);
    expect(issued.host).toBe(transport.hosts[2]);
  });

  it('fails as unreachable when no host can be reached, each asked once', async () => {
    const { gateway, transport } = create(() => unsent);
    await expect(gateway.refresh(current)).rejects.toMatchObject({ code: 'NETWORK', unsent: true });
    expect(new Set(transport.hosts).size).toBe(8);
    expect(transport.hosts).toHaveLength(8);
  });

  it('starts no further host after 20 s', async () => {
    const graph = create(async () => {
      await graph.clock.advance(7000);
      return unsent;
    });
    await expect(graph.gateway.refresh(current)).rejects.toMatchObject({ code: 'NETWORK' });
    expect(graph.transport.hosts).toHaveLength(3);
  });

  it.each([
    ['a reset', reset],
    ['a time-out', late],
    ['an answer without cookies that broke off', makeResponse({ bodyFailure: reset })],
  ])('asks the same host once more with the same token after %s', async (_what, failure) => {
    const { gateway, transport } = fromScript(failure, good);
    const issued = await gateway.refresh(current);
    expect(issued.tokens.accessToken.expose()).toBe(access);
    expect(transport.hosts).toHaveLength(2);
    expect(transport.hosts[0]).toBe(transport.hosts[1]);
    expect(transport.requests[1]?.cookies).toEqual(transport.requests[0]?.cookies);
  });

  it.each([
    ['a reset', reset, 'NETWORK'],
    ['a time-out', late, 'TIMEOUT'],
    ['a refusal', makeResponse({ status: 401 }), 'UNAUTHORIZED'],
    ['no connection', unsent, 'NETWORK'],
  ])('asks nobody a third time when the second try ends with %s', async (_what, second, code) => {
    const { gateway, transport } = fromScript(reset, second, good);
    await expect(gateway.refresh(current)).rejects.toMatchObject({ code, unsent: false });
    expect(transport.requests).toHaveLength(2);
  });

  it('moves on from a dead host, then repeats at the one where the answer got lost', async () => {
    const { gateway, transport } = fromScript(unsent, reset, good);
    await gateway.refresh(current);
    expect(transport.hosts[1]).toBe(transport.hosts[2]);
    expect(transport.hosts[0]).not.toBe(transport.hosts[1]);
  });

  it.each([
    [429, 'RATE_LIMITED'],
    [401, 'UNAUTHORIZED'],
    [403, 'BROWSER_REQUIRED'],
    [503, 'BAD_RESPONSE'],
    [302, 'BAD_RESPONSE'],
    [200, 'BAD_RESPONSE'],
  ])('is not repeated anywhere after an answer with status %i', async (status, code) => {
    const { gateway, transport } = fromScript(makeResponse({ status }), good);
    await expect(gateway.refresh(current)).rejects.toMatchObject({ code });
    expect(transport.requests).toHaveLength(1);
  });

  it.each([
    ['trouble', makeResponse({ status: 503 }), true],
    ['a refusal', makeResponse({ status: 401 }), true],
    ['a wait', makeResponse({ status: 429 }), true],
    ['no token', makeResponse({ body: '{}' }), true],
    ['a redirect of the network', makeResponse({ status: 302 }), false],
    ['no connection', unsent, false],
  ])('names the host that answered with %s, and none where nobody of Axiom’s did', async (_what, response, isNamed) => {
    const { gateway, transport } = fromScript(response, unsent, unsent);
    const failure: unknown = await gateway.refresh(current).catch((error: unknown) => error);
    const host = isNamed ? transport.hosts[0] : undefined;
    expect(failure).toMatchObject({ host });
  });

  it('takes rotated tokens from an answer whose body broke off, without asking again', async () => {
    const { gateway, transport } = fromScript(makeResponse({ setCookies, bodyFailure: reset }), good);
    const issued = await gateway.refresh(current);
    expect(issued.tokens.refreshToken.expose()).toBe(refresh);
    expect(transport.requests).toHaveLength(1);
  });

  it('says nothing secret in its log or errors', async () => {
    const { gateway, logger } = fromScript(
      unsent,
      reset,
      good,
      makeResponse({ status: 401, setCookies, body: `{"error":"${access}"}` }),
    );
    await gateway.refresh(current);
    const error: unknown = await gateway.refresh(current).catch((failure: unknown) => failure);
    const shown = JSON.stringify(logger.lines) + JSON.stringify(error) + String((error as Error).stack);
    const secrets = [access, refresh, current.accessToken.expose(), current.refreshToken.expose()];
    expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
    expect(logger.lines.length).toBeGreaterThan(3);
  });
});

describe('a sign-in', () => {
  const otp = makeJwt().expose();
  const challenged = makeResponse({ body: JSON.stringify({ otpJwtToken: otp }) });

  it('sends the hash of the password, then the code with the OTP cookie', async () => {
    const { gateway, transport } = fromScript(challenged, good);
    const challenge = await gateway.startPasswordSignIn('me@example.org', new Secret('my password'));
    const issued = await gateway.completePasswordSignIn(challenge, ' 123-456 ');
    expect(issued.tokens.refreshToken.expose()).toBe(refresh);
    const [first, second] = transport.requests;
    expect(new URL(first?.url ?? '').pathname).toBe('/login-password-v2');
    expect(first?.body?.expose()).toBe('{"email":"me@example.org","b64Password":"aGFzaA=="}');
    expect(first?.cookies).toEqual({});
    expect(new URL(second?.url ?? '').pathname).toBe('/login-otp');
    expect(second?.body?.expose()).toBe('{"code":"123456","email":"me@example.org","b64Password":"aGFzaA=="}');
    expect(second?.cookies?.['auth-otp-login-token']?.expose()).toBe(otp);
  });

  it.each(['12345', '1234567', 'abcdef', ''])('refuses the code %j without asking', async (code) => {
    const { gateway, transport } = fromScript(challenged, good);
    const challenge = await gateway.startPasswordSignIn('me@example.org', new Secret('x'));
    await expect(gateway.completePasswordSignIn(challenge, code)).rejects.toMatchObject({ code: 'INVALID_OTP' });
    expect(transport.requests).toHaveLength(1);
  });

  it('is never repeated after a lost answer: it would send a second e-mail or use up the code', async () => {
    const { gateway, transport } = fromScript(reset, challenged, reset);
    await expect(gateway.startPasswordSignIn('me@example.org', new Secret('x'))).rejects.toMatchObject({
      code: 'NETWORK',
    });
    const challenge = await gateway.startPasswordSignIn('me@example.org', new Secret('x'));
    await expect(gateway.completePasswordSignIn(challenge, '123456')).rejects.toMatchObject({ code: 'NETWORK' });
    expect(transport.requests).toHaveLength(3);
  });

  it('goes on to another host while nothing was sent', async () => {
    const { gateway, transport } = fromScript(unsent, challenged);
    await gateway.startPasswordSignIn('me@example.org', new Secret('x'));
    expect(new Set(transport.hosts).size).toBe(2);
  });

  it('shows nothing secret when its challenge is printed', async () => {
    const { gateway } = fromScript(challenged);
    const challenge = await gateway.startPasswordSignIn('me@example.org', new Secret('x'));
    expect(JSON.stringify(challenge)).not.toMatch(/aGFzaA|eyJ/);
  });
});
