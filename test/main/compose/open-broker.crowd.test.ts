// Many programs at the socket at the moment when the token ends: with the real core, hand-out and broker.
import { expect, it } from 'vitest';
import { connectBroker } from '../../../main/handout/broker/client';
import { openServingApp } from '../../support/serving-app';
import { temporaryFolder } from '../../support/temporary-folder';

const CONNECTIONS = 20;
const CALLS = 100;

it('100 calls for a token at its expiry: one refresh, one token for all, one entry in the trail with their number', async () => {
  const app = await openServingApp(await temporaryFolder());
  try {
    await app.signIn();
    const client = { name: 'crowd', version: '1' };
    const open = () => connectBroker({ path: app.socket, client });
    const connections = await Promise.all(Array.from({ length: CONNECTIONS }, open));
    // A program's first request has its own entry.
    await connections[0]?.call('token.get', {});
    await app.signIn(20 * 60_000);
    const calls = Array.from({ length: CALLS }, async (_each, at) =>
      connections[at % CONNECTIONS]?.call('token.get', {}),
    );
    const answers = await Promise.all(calls);
    for (const connection of connections) connection.close();
    expect(new Set(answers.map((answer) => answer?.access_token)).size).toBe(1);
    expect(app.posts()).toBe(1);
    const [newest, ...before] = await app.handedOut();
    expect([newest?.count, newest?.via]).toEqual([CALLS, 'socket']);
    expect(before.map(({ tag }) => tag)).not.toContain(newest?.tag);
  } finally {
    await app.dispose();
  }
});
