import { describe, expect, it } from 'vitest';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { TestOperations } from '../../../support/make-operations';
import { makeTokens } from '../../../support/make-jwt';

const MINUTE_MS = 60_000;

async function withSecond(): Promise<TestOperations> {
  const world = await new TestOperations().signedIn();
  const { registry, clock, gateway } = world.services;
  gateway.otherwise = async ({ accountId }) => ({
    ...gateway.issue(),
    tokens: makeTokens(clock.nowMs(), 15 * MINUTE_MS, accountId),
  });
  const second = await registry.addNamed('bots');
  await second.manager.setTokens(makeTokens(clock.nowMs(), 15 * MINUTE_MS, 'account-2'));
  return world;
}

describe('status', () => {
  it('reports all accounts, or the one that is named, and asks nobody', async () => {
    const world = await withSecond();
    const all = await world.call('status', {});
    const one = await world.call('status', { profile: 'bots' });
    expect(all.profiles.map(({ id }) => id)).toEqual(['default', 'bots']);
    expect(one.profiles.map(({ id, is_default }) => [id, is_default])).toEqual([['bots', false]]);
    expect(all).toMatchObject({
      schema: 'axiom-tokens.status.v1',
      broker: { running: true, kind: 'app', pid: 4711 },
      paused: null,
    });
    expect(world.services.gateway.asked).toEqual([]);
  });

  it('reports a pause, since when and why', async () => {
    const world = await new TestOperations().signedIn();
    await world.call('pause', { reason: 'something is wrong' });
    expect((await world.call('status', {})).paused).toEqual({
      since: '1970-01-01T00:00:00.000Z',
      reason: 'something is wrong',
    });
  });

  it('checks by one refresh, and not again before the floor ends', async () => {
    const world = await new TestOperations().signedIn();
    await world.services.clock.advance(5 * MINUTE_MS);
    const [first] = (await world.call('status', { check: true })).profiles;
    await world.services.clock.advance(1_000);
    const [second] = (await world.call('status', { check: true })).profiles;
    expect(world.services.gateway.asked).toHaveLength(1);
    expect(first?.verdict).toMatch(/^Axiom accepted a refresh at \d\d:\d\d$/);
    expect([second?.verdict, second?.checked_at]).toEqual([first?.verdict, first?.checked_at]);
  });

  it('does not send tokens that have just come, also where this run knows nothing of it', async () => {
    const world = await new TestOperations().signedIn();
    const [state] = (await world.call('status', { check: true })).profiles;
    expect(world.services.gateway.asked).toEqual([]);
    expect(state?.verdict).toMatch(/^Axiom issued these tokens at \d\d:\d\d; not asked again so soon$/);
  });

  it('says that Axiom was not reached', async () => {
    const world = await new TestOperations().signedIn();
    world.services.gateway.goOffline();
    await world.services.clock.advance(5 * MINUTE_MS);
    const [state] = (await world.call('status', { check: true })).profiles;
    expect(state).toMatchObject({ verdict: 'Axiom could not be reached', checked_at: null, session: 'offline' });
  });

  it('says what Axiom refused', async () => {
    const world = await new TestOperations().signedIn();
    world.services.gateway.otherwise = failing('UNAUTHORIZED');
    await world.services.clock.advance(5 * MINUTE_MS);
    const [state] = (await world.call('status', { check: true })).profiles;
    expect(state?.verdict).toMatch(/^Axiom refused the refresh once at \d\d:\d\d$/);
  });

  it('has nothing to ask without tokens', async () => {
    const world = new TestOperations();
    await world.services.registry.open();
    const [state] = (await world.call('status', { check: true })).profiles;
    expect(state?.verdict).toBe('Axiom was not asked: there are no tokens');
  });

  it('does not say that there are none where they cannot be read', async () => {
    const world = new TestOperations();
    world.services.keychain().fail(['load'], 'STORAGE_LOCKED');
    await world.services.registry.open();
    const [state] = (await world.call('status', { check: true })).profiles;
    expect(state?.verdict).toBe('Axiom was not asked: no tokens could be read');
  });
});

describe('refresh', () => {
  it('refreshes the default account, and says so', async () => {
    const world = await withSecond();
    await world.services.clock.advance(MINUTE_MS);
    const { refreshed, not_due, profiles } = await world.call('refresh', {});
    expect([refreshed, not_due, profiles.map(({ id }) => id)]).toEqual([['default'], [], ['default']]);
    expect(world.services.gateway.asked).toHaveLength(1);
  });

  it('refreshes nothing that came a moment ago', async () => {
    const world = await new TestOperations().signedIn();
    expect(await world.call('refresh', {})).toMatchObject({ refreshed: [], not_due: ['default'] });
    expect(world.services.gateway.asked).toEqual([]);
  });

  it('refreshes what is over, whenever it came', async () => {
    const world = new TestOperations();
    const { registry, clock, gateway } = world.services;
    await registry.open();
    await registry.get('default').manager.setTokens(makeTokens(clock.nowMs(), 1));
    await clock.advance(2);
    await world.call('refresh', {});
    expect(gateway.asked.length).toBeGreaterThan(0);
  });

  it('refreshes only what ends within the given time', async () => {
    const world = await new TestOperations().signedIn();
    await world.services.clock.advance(5 * MINUTE_MS);
    expect((await world.call('refresh', { ifWithinMs: 9 * MINUTE_MS })).not_due).toEqual(['default']);
    expect((await world.call('refresh', { ifWithinMs: 11 * MINUTE_MS })).refreshed).toEqual(['default']);
  });

  it('refreshes all that have tokens', async () => {
    const world = await withSecond();
    await world.services.registry.addNamed('empty');
    await world.services.clock.advance(MINUTE_MS);
    expect((await world.call('refresh', { all: true })).refreshed).toEqual(['default', 'bots']);
  });

  it('fails with those that failed, in words, and names those that did not', async () => {
    const world = await withSecond();
    await world.services.clock.advance(MINUTE_MS);
    world.services.gateway.script.push(failing('NETWORK'));
    await expect(world.call('refresh', { all: true })).rejects.toMatchObject({
      code: 'NETWORK',
      message: 'main: Axiom cannot be reached. Refreshed: bots.',
    });
  });

  it('names an account once', async () => {
    const world = await withSecond();
    await world.services.clock.advance(MINUTE_MS);
    world.services.gateway.script.push(failing('UNAUTHORIZED'));
    await expect(world.call('refresh', { all: true })).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
      message: 'Axiom refused the refresh of main once. Refreshed: bots.',
    });
  });

  it('fails as the refresh does for one account, and without tokens', async () => {
    const world = await new TestOperations().signedIn();
    await world.services.clock.advance(MINUTE_MS);
    world.services.gateway.otherwise = failing('BAD_RESPONSE');
    await expect(world.call('refresh', {})).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
    const empty = new TestOperations();
    await empty.services.registry.open();
    await expect(empty.call('refresh', {})).rejects.toMatchObject({ code: 'NOT_AUTHENTICATED' });
  });
});

it('a refresh that was refused once is not final while the app asks again', async () => {
  const world = await new TestOperations().signedIn();
  await world.services.clock.advance(MINUTE_MS);
  world.services.gateway.otherwise = failing('UNAUTHORIZED');
  await expect(world.call('refresh', {})).rejects.toMatchObject({
    code: 'BAD_RESPONSE',
    message: 'Axiom refused the refresh of main once.',
  });
  await world.services.clock.advance(31_000);
  await expect(world.call('refresh', {})).rejects.toMatchObject({
    code: 'UNAUTHORIZED',
    message: 'Axiom refused the tokens of main.',
  });
});

it('answers a ping with its time', async () => {
  const world = new TestOperations();
  expect(await world.call('ping', {})).toEqual({ now: new Date(world.services.clock.nowMs()).toISOString() });
});
