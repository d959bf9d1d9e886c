// One refresh at the simulator through a complete core with real files; the report contains only allowed parts of it.
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAxiomAuthGateway } from '../../../main/adapters/axiom/axiom-auth-gateway';
import { resolveAxiomEndpoints } from '../../../main/adapters/axiom/axiom-endpoints';
import { liveReportLines } from '../../../main/adapters/doctor/live-report';
import { createNodeHttpTransport } from '../../../main/adapters/http/node-http-transport';
import { type Exchange, tapTransport } from '../../../main/adapters/http/tapped-transport';
import { runLiveCheck } from '../../../main/compose/live-check';
import { openCore } from '../../../main/compose/open-core';
import { Secret } from '../../../main/core/base/secret';
import { createAuthTokens } from '../../../main/core/tokens/auth-tokens';
import { startAxiomSimulator } from '../../axiom-simulator/axiom-simulator';
import type { AxiomSwitches } from '../../axiom-simulator/switches';
import { FakeClock } from '../../support/fakes/clock/fake-clock';
import { ScriptedKeychainHost } from '../../support/fakes/keychain/scripted-keychain-host';
import { RecordingLogger } from '../../support/fakes/logger/recording-logger';
import { temporaryFolder } from '../../support/temporary-folder';

async function setUp(switches: Partial<AxiomSwitches> = {}) {
  const folder = await temporaryFolder();
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const simulator = await startAxiomSimulator({ clock });
  onTestFinished(() => simulator.dispose());
  const entries = new Map<string, string>();
  const keychainHost = new ScriptedKeychainHost();
  keychainHost.answer = ({ operation, account, secret = '' }) => {
    if (operation === 'get') return { value: entries.get(account) ?? null };
    if (operation === 'delete') return { value: entries.delete(account) };
    entries.set(account, secret);
    return { value: null };
  };
  const exchanges: Exchange[] = [];
  const transport = tapTransport(createNodeHttpTransport({ clock }), (exchange) => exchanges.push(exchange));
  const endpoints = resolveAxiomEndpoints(simulator.env);
  const gateway = createAxiomAuthGateway({ transport, clock, random: () => 0.5, endpoints, logger });
  const core = await openCore({
    ...{ clock, logger, gateway, keychainHost, random: Math.random, env: {}, platform: 'darwin' as const },
    ...{ dataDirectory: folder, stateDirectory: join(folder, 'state') },
  });
  onTestFinished(() => core.dispose());
  await core.registry.open();
  const profile = core.registry.get('default');
  const { accessToken, refreshToken } = simulator.openSession();
  const pair = { accessToken: new Secret(accessToken), refreshToken: new Secret(refreshToken) };
  await profile.manager.setTokens(createAuthTokens({ ...pair, receivedAtMs: clock.nowMs() }), {
    email: simulator.account.email,
  });
  await clock.advance(60_000);
  Object.assign(simulator.switches, switches);
  const run = () => runLiveCheck({ profile, exchanges: () => exchanges, clock, version: '0.1.0' });
  return { simulator, core, profile, pair, entries, exchanges, run };
}

/** Everything that must not be in a report. */
function secretsOf(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => {
    const parts = text.split('.');
    const decoded = parts.map((part) => Buffer.from(part, 'base64url').toString('utf8'));
    return [text, ...parts, ...decoded.filter((each) => each.startsWith('{'))];
  });
}

describe('runLiveCheck', () => {
  it('refreshes once, saves the new pair, and reports without a part of a secret', async () => {
    const { simulator, profile, pair, entries, exchanges, run } = await setUp();
    const report = await run();
    expect(simulator.refreshCount).toBe(1);
    expect(report).toMatchObject({
      outcome: 'refreshed',
      rotated: { access_token: true, refresh_token: true },
      storage: 'saved',
      answers: [{ status: 200, path: '/refresh-access-token', failure: null }],
    });
    expect(report.answers[0]?.cookies.map(({ name }) => name)).toEqual(['auth-access-token', 'auth-refresh-token']);
    const now = profile.manager.getTokens();
    expect(entries.get('default')).toContain(now?.refreshToken.expose());
    expect(now?.refreshToken.expose()).toBe(simulator.currentTokens()?.refreshToken);

    const shown = `${JSON.stringify(report)}\n${liveReportLines(report).join('\n')}`;
    const values = [pair.accessToken, pair.refreshToken, now?.accessToken, now?.refreshToken].map(
      (secret) => secret?.expose() ?? '',
    );
    const { email, id } = simulator.account;
    const answered = exchanges.flatMap(({ outcome }) => ('body' in outcome ? [outcome.body.expose()] : []));
    for (const secret of [...secretsOf(values), ...answered.filter((text) => text.length > 8), email, id])
      expect(shown).not.toContain(secret);
  });

  it.each<[string, Partial<AxiomSwitches>, object]>([
    [
      'does not rotate',
      { isRotating: false },
      { outcome: 'refreshed', rotated: { access_token: true, refresh_token: false } },
    ],
    [
      'refuses',
      { isRefusingRefresh: true },
      { outcome: 'UNAUTHORIZED', answers: [{ status: 401 }], rotated: { access_token: false } },
    ],
    [
      'wants a browser',
      { fault: { kind: 'challenge' } },
      { outcome: 'BROWSER_REQUIRED', answers: [{ status: 403, headers: { 'cf-mitigated': true } }] },
    ],
    [
      'asks to wait',
      { fault: { kind: 'rate-limit', retryAfter: '7' } },
      { outcome: 'RATE_LIMITED', answers: [{ headers: { 'retry-after': true } }] },
    ],
    [
      'loses its answer once',
      { fault: { kind: 'reset-before', times: 1 } },
      { outcome: 'refreshed', answers: [{ failure: 'NETWORK' }, { status: 200 }] },
    ],
  ])('tells how a server answers that %s', async (_what, switches, expected) => {
    const { run } = await setUp(switches);
    expect(await run()).toMatchObject(expected);
  });

  it('refuses where nothing can be sent', async () => {
    const { core, profile, run, simulator } = await setUp();
    core.lifecycle.pause();
    await expect(run()).rejects.toMatchObject({ code: 'PAUSED' });
    core.lifecycle.resume();
    await profile.manager.clear();
    await expect(run()).rejects.toMatchObject({ code: 'NOT_AUTHENTICATED' });
    expect(simulator.refreshesAsked).toBe(0);
  });
});
