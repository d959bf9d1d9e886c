import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectBus } from '../../../build/virtual-desktop/bus-connection.mjs';
import { openSessionBus } from '../../support/session-bus';
import { temporaryFolder } from '../../support/temporary-folder';
import { waitUntil } from '../../support/wait-until';

const NAME = 'trade.axiom.Test';
const DRIVER = 'org.freedesktop.DBus';

describe('a connection to a bus', () => {
  it('unwraps the variants in an answer, at any depth', async () => {
    const { connect } = await openSessionBus();
    const [server, client] = [await connect(), await connect()];
    server.serve(() => {
      const inner = { signature: 'a{sv}', value: { list: { signature: 'as', value: ['a', 'b'] } } };
      return ['vay', [{ signature: 'v', value: inner }, Buffer.from([1, 2])]];
    });
    expect(await client.call(server.name, '/', NAME, 'Get')).toEqual([{ list: ['a', 'b'] }, Buffer.from([1, 2])]);
  });

  it('passes on what is asked for, and a refusal', async () => {
    const { connect } = await openSessionBus();
    const [server, client] = [await connect(), await connect()];
    const asked: unknown[] = [];
    server.serve((message) => {
      asked.push([message.path, message.interface, message.member, message.signature, message.body]);
      return { error: `${NAME}.No`, text: 'not today' };
    });
    await expect(client.call(server.name, '/item', NAME, 'Set', 'si', ['a', 7])).rejects.toThrow('not today');
    expect(asked).toEqual([['/item', NAME, 'Set', 'si', ['a', 7]]]);
  });

  it('knows whether a name has an owner', async () => {
    const { connect } = await openSessionBus();
    const [server, client] = [await connect(), await connect()];
    expect(await client.hasOwner(NAME)).toBe(false);
    expect(await server.requestName(NAME)).toBe(true);
    expect(await client.requestName(NAME)).toBe(false);
    expect(await client.hasOwner(NAME)).toBe(true);
    server.dispose();
    await waitUntil('the name is free', async () => !(await client.hasOwner(NAME)));
  });

  it('gets the signals that it asked for, until it unsubscribes', async () => {
    const { connect } = await openSessionBus();
    const [sender, listener] = [await connect(), await connect()];
    const heard: unknown[] = [];
    const stop = listener.onSignal((message) => heard.push([message.member, ...message.body]));
    const send = async (member: string) => {
      sender.emit('/item', NAME, member, 's', ['text']);
      // The bus keeps the order: this answer comes after the signal was passed on.
      await sender.hasOwner(NAME);
      await listener.hasOwner(NAME);
    };
    await send('Unasked');
    await listener.addMatch(`type='signal',interface='${NAME}'`);
    await send('Changed');
    const ofTheTest = () => heard.filter((entry) => (entry as unknown[])[1] === 'text');
    expect(ofTheTest()).toEqual([['Changed', 'text']]);
    stop();
    await send('Changed');
    expect(ofTheTest()).toHaveLength(1);
  });

  it('is refused by the bus itself with a message', async () => {
    const { connect } = await openSessionBus();
    const client = await connect();
    await expect(client.addMatch('nonsense')).rejects.toThrow('rule');
    await expect(client.call(DRIVER, '/', DRIVER, 'NoSuchMethod')).rejects.toThrow('NoSuchMethod');
  });

  it('fails when there is no bus', async () => {
    const path = join(await temporaryFolder(), 'bus');
    await expect(connectBus(`unix:path=${path}`)).rejects.toMatchObject({ cause: { code: 'ENOENT' } });
  });
});
