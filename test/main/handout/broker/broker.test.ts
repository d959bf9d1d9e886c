// Many connections: the maximum and one more, each on its own, and the end of all.
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { LIMITS } from '../../../../main/handout/protocol';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { openScriptedBroker } from '../../../support/handout/scripted-broker';
import { waitUntil } from '../../../support/wait-until';

describe('64 connections', () => {
  it('are served, and one more is refused; when one ends, there is room again', async () => {
    const { greeted, connect, broker } = await openScriptedBroker();
    const clients = [];
    for (let count = 0; count < LIMITS.connections; count++) clients.push(await greeted());
    const oneMore = await connect();
    oneMore.ask('hello');
    expect(await oneMore.next()).toMatchObject({
      id: null,
      error: { data: { code: 'RATE_LIMITED', retry_after_ms: 1_000 } },
    });
    await oneMore.closed;
    expect(broker.connectionCount).toBe(LIMITS.connections);
    clients[0]?.socket.destroy();
    await waitUntil('there is room', () => broker.connectionCount === LIMITS.connections - 1);
    expect((await greeted()).unread).toEqual([]);
  });
});

it('are the limit: each further one is refused with the error, even if those before it stay connected', async () => {
  const { greeted, path } = await openScriptedBroker({ clock: new FakeClock() });
  for (let count = 0; count < LIMITS.connections; count++) await greeted();
  const told: string[] = [];
  for (let count = 0; count < 70; count++) {
    const staying = connect({ path, allowHalfOpen: true });
    onTestFinished(() => void staying.destroy());
    staying.on('error', () => undefined).write('{"jsonrpc":"2.0","id":1,"method":"hello"}\n');
    const [word] = await Promise.race([once(staying, 'data'), once(staying, 'end')]);
    told.push(/RATE_LIMITED/.exec(String(word))?.[0] ?? 'nothing');
  }
  expect(told).toEqual(told.map(() => 'RATE_LIMITED'));
});

describe('connections', () => {
  it('are each informed of new pairs and of changed rules', async () => {
    const { greeted, world } = await openScriptedBroker();
    const [one, other] = [await greeted(), await greeted()];
    for (const client of [one, other]) {
      await client.call('token.subscribe');
      await client.next();
    }
    one.socket.destroy();
    world.newPair(2);
    expect(await other.next()).toMatchObject({ method: 'token', params: { token: { generation: 2 } } });
    world.refusal = new AxiomTokenError('PAUSED');
    world.changeRules();
    expect(await other.next()).toMatchObject({ method: 'paused', params: { error: { code: 'PAUSED' } } });
  });
});

describe('the end of the broker', () => {
  it('is reported to all clients, also to those that wait for an answer, and nothing follows it', async () => {
    const { greeted, connect, broker, world } = await openScriptedBroker();
    world.overrides = { 'token.get': () => new Promise(() => undefined) };
    const waiting = await greeted();
    waiting.ask('token.get');
    const silent = await connect();
    await waitUntil('both are there', () => broker.connectionCount === 2 && world.calls.length === 1);
    await broker.dispose();
    for (const client of [waiting, silent]) {
      const ended = {
        method: 'ended',
        params: { subscription: null, error: { code: 'BROKER_UNAVAILABLE', exit: 11 } },
      };
      expect(await client.next()).toMatchObject(ended);
      await client.closed;
      expect(client.unread).toEqual([]);
    }
    expect(world.calls[0]?.context.signal.aborted).toBe(true);
  });
});
