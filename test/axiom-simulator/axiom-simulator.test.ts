import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodeHttpTransport } from '../../main/adapters/http/node-http-transport';
import { createSystemClock } from '../../main/adapters/platform/system-clock';
import { Secret } from '../../main/core/base/secret';
import { type AxiomSimulator, startAxiomSimulator } from './axiom-simulator';
import type { Fault } from './switches';

const clock = createSystemClock();
const transport = createNodeHttpTransport({ clock });
let simulator: AxiomSimulator;

beforeEach(async () => {
  simulator = await startAxiomSimulator({ seed: 42 });
});
afterEach(() => simulator.dispose());

function refresh(at: AxiomSimulator, cookies: Record<string, string>, timeoutMs = 5000) {
  const secrets = Object.entries(cookies).map(([name, value]) => [name, new Secret(value)]);
  return transport.send({
    method: 'POST',
    url: `${at.origin}/refresh-access-token`,
    headers: { accept: 'application/json' },
    cookies: Object.fromEntries(secrets),
    body: new Secret('{}'),
    timeoutMs,
    maxBodyBytes: 1_000_000,
  });
}

const statusOf = async (at: AxiomSimulator) => (await refresh(at, { 'auth-refresh-token': 'unknown' })).status;

describe('faults', () => {
  it('happen as often as configured, and only on the calls that they name', async () => {
    simulator.switches.fault = { kind: 'status', status: 503, times: 2 };
    expect([await statusOf(simulator), await statusOf(simulator), await statusOf(simulator)]).toEqual([503, 503, 401]);
    simulator.switches.fault = { kind: 'status', status: 503, calls: ['otp'] };
    expect(await statusOf(simulator)).toBe(401);
  });

  it('that are random are the same for the same seed', async () => {
    const other = await startAxiomSimulator({ seed: 42 });
    const fault: Fault = { kind: 'status', status: 503, chance: 0.5 };
    const statuses: number[][] = [];
    for (const each of [simulator, other]) {
      each.switches.fault = fault;
      const row: number[] = [];
      for (let request = 0; request < 12; request++) row.push(await statusOf(each));
      statuses.push(row);
    }
    await other.dispose();
    expect(statuses[0]).toEqual(statuses[1]);
    expect(new Set(statuses[0])).toEqual(new Set([401, 503]));
  });

  it('of the CDN end for a client that sends the clearance cookie of the sign-in page', async () => {
    simulator.switches.fault = { kind: 'challenge' };
    expect(await statusOf(simulator)).toBe(403);
    const page = await transport.send({
      method: 'GET',
      url: simulator.origin,
      headers: {},
      timeoutMs: 5000,
      maxBodyBytes: 1e6,
    });
    expect(page.status).toBe(200);
    const [name = '', value = ''] = page.setCookies[0]?.expose().split(/[=;]/) ?? [];
    const { refreshToken } = simulator.openSession();
    expect((await refresh(simulator, { [name]: value, 'auth-refresh-token': refreshToken })).status).toBe(200);
  });

  it('include no answer at all, and a server that stops after one answer', async () => {
    simulator.switches.fault = { kind: 'silence', times: 1 };
    await expect(refresh(simulator, {}, 300)).rejects.toMatchObject({ code: 'TIMEOUT' });
    simulator.switches.fault = { kind: 'death-after-answer', times: 1 };
    expect(await statusOf(simulator)).toBe(401);
    await expect(refresh(simulator, {})).rejects.toMatchObject({ code: 'NETWORK' });
    await simulator.start();
    expect(await statusOf(simulator)).toBe(401);
  });

  it('during a refresh leave the server consistent: it accepts the tokens that it last issued', async () => {
    const session = simulator.openSession();
    simulator.switches.fault = { kind: 'lost-answer', times: 1 };
    await expect(refresh(simulator, { 'auth-refresh-token': session.refreshToken })).rejects.toMatchObject({
      code: 'NETWORK',
    });
    expect(simulator.refreshCount).toBe(1);
    expect(simulator.currentTokens()?.refreshToken).not.toBe(session.refreshToken);
    expect(simulator.accepts(simulator.currentTokens()?.accessToken ?? '')).toBe(true);
  });
});

it('remembers requests without any value that could be secret', async () => {
  const { accessToken, refreshToken } = simulator.openSession();
  await refresh(simulator, { 'auth-access-token': accessToken, 'auth-refresh-token': refreshToken });
  expect(simulator.requests).toMatchObject([
    {
      method: 'POST',
      path: '/refresh-access-token',
      call: 'refresh',
      cookieNames: ['auth-access-token', 'auth-refresh-token'],
    },
  ]);
  expect(JSON.stringify(simulator.requests)).not.toMatch(/eyJ/);
});
