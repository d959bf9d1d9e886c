// The answer to hello: a common protocol or a message about the version to install, and the identity of a client with a key.
import { expect, it } from 'vitest';
import type { Consumer } from '../../../../main/handout/consumer';
import { greet } from '../../../../main/handout/broker/greeting';
import { METHODS } from '../../../../main/handout/protocol';
import { BOT } from '../../../support/handout/scripted-broker';

const CHILD: Consumer = { ...BOT, kind: 'child' };
const server = { kind: 'app', version: '1.2.3', pid: 5 } as const;
const client = { name: 'axiom-tokens', version: '9.0.0' };

const parts = (known: readonly string[], onWait: () => void = () => undefined) => ({
  server,
  children: {
    consumerOf: (key: string) => (known.includes(key) ? CHILD : undefined),
    starterOf: (key: string) => (known.includes(key) ? 77 : undefined),
  },
  isStrangerTo: async (_starterPid: number) => false,
  whenRegistered: async () => onWait(),
});

it('returns protocol, server and methods', async () => {
  const { result, consumer } = await greet(parts([]), { protocols: [7, 1], client }, BOT);
  expect([result, consumer]).toEqual([{ protocol: 1, server, capabilities: METHODS }, BOT]);
});

it.each([
  [[2], 'too old for axiom-tokens 9.0.0', 'or axiom-tokens 1.2.3'],
  [[0], 'too new for axiom-tokens 9.0.0', 'Install axiom-tokens 1.2.3'],
])('without a common protocol (%j) it says what to install', async (protocols, message, remedy) => {
  const refusal = expect.objectContaining({
    code: 'BROKER_UNAVAILABLE',
    message: expect.stringContaining(message),
    remedy: expect.stringContaining(remedy),
  });
  await expect(greet(parts([]), { protocols, client }, BOT)).rejects.toEqual(refusal);
});

it('does not repeat an invalid name', async () => {
  const odd = { name: 'evil\u001b[2J', version: '1' };
  await expect(greet(parts([]), { protocols: [2], client: odd }, BOT)).rejects.toThrow('too old for this program');
});

it('a known key makes a child; one that nobody has registered changes nothing', async () => {
  expect(await greet(parts(['k']), { protocols: [1], client, key: 'k' }, BOT)).toMatchObject({
    consumer: CHILD,
    key: 'k',
  });
  const unknown = await greet(parts([]), { protocols: [1], client, key: 'k' }, BOT);
  expect([unknown.consumer, unknown.key]).toEqual([BOT, undefined]);
});

it('the key of another program is refused, and says what to do', async () => {
  const asked: number[] = [];
  const isStrangerTo = async (starterPid: number) => asked.push(starterPid) > 0;
  const refusal = greet({ ...parts(['k']), isStrangerTo }, { protocols: [1], client, key: 'k' }, BOT);
  await expect(refusal).rejects.toMatchObject({
    code: 'DENIED',
    message: expect.stringContaining('the key of another one'),
    remedy: expect.stringContaining('Unset AXIOM_TOKENS_KEY'),
  });
  await greet({ ...parts([]), isStrangerTo }, { protocols: [1], client, key: 'none' }, BOT);
  expect(asked).toEqual([77]);
});

it('a key that is registered while it waits counts', async () => {
  const known: string[] = [];
  const late = parts(known, () => known.push('k'));
  expect(await greet(late, { protocols: [1], client, key: 'k' }, BOT)).toMatchObject({ consumer: CHILD });
});
