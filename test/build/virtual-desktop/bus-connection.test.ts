import { join } from 'node:path';
import dbus from 'dbus-next';
import { describe, expect, it } from 'vitest';
import { connectBus } from '../../../build/virtual-desktop/bus-connection.mjs';
import { openSessionBus, uniqueNameOf } from '../../support/session-bus';
import { temporaryFolder } from '../../support/temporary-folder';
import { waitUntil } from '../../support/wait-until';

const NAME = 'trade.axiom.Test';
const DRIVER = 'org.freedesktop.DBus';

/** The library's types take the message for a text. */
const refusal = dbus.Message.newError as unknown as (message: dbus.Message, name: string, text: string) => dbus.Message;

describe('a connection to a bus', () => {
  it('takes the variants out of what is answered, however deep they stand', async () => {
    const { connect } = await openSessionBus();
    const [server, client] = [await connect(), await connect()];
    server.bus.addMethodHandler((message: dbus.Message) => {
      const inner = new dbus.Variant('a{sv}', { list: new dbus.Variant('as', ['a', 'b']) });
      const body = [new dbus.Variant('v', inner), Buffer.from([1, 2])];
      server.bus.send(dbus.Message.newMethodReturn(message, 'vay', body));
      return true;
    });
    expect(await client.call(uniqueNameOf(server), '/', NAME, 'Get')).toEqual([
      { list: ['a', 'b'] },
      Buffer.from([1, 2]),
    ]);
  });

  it('passes on what is asked for, and a refusal', async () => {
    const { connect } = await openSessionBus();
    const [server, client] = [await connect(), await connect()];
    const asked: unknown[] = [];
    server.bus.addMethodHandler((message: dbus.Message) => {
      asked.push([message.path, message.interface, message.member, message.signature, message.body]);
      server.bus.send(refusal(message, `${NAME}.No`, 'not today'));
      return true;
    });
    await expect(client.call(uniqueNameOf(server), '/item', NAME, 'Set', 'si', ['a', 7])).rejects.toThrow('not today');
    expect(asked).toEqual([['/item', NAME, 'Set', 'si', ['a', 7]]]);
  });

  it('knows whether a name has an owner', async () => {
    const { connect } = await openSessionBus();
    const [server, client] = [await connect(), await connect()];
    expect(await client.hasOwner(NAME)).toBe(false);
    await server.bus.requestName(NAME, 0);
    expect(await client.hasOwner(NAME)).toBe(true);
    server.dispose();
    await waitUntil('the name is free', async () => !(await client.hasOwner(NAME)));
  });

  it('hears the signals that it asked for, until it does not want to any more', async () => {
    const { connect } = await openSessionBus();
    const [sender, listener] = [await connect(), await connect()];
    const heard: unknown[] = [];
    const stop = listener.onSignal((message) => heard.push([message.member, ...message.body]));
    const send = async (member: string) => {
      sender.bus.send(dbus.Message.newSignal('/item', NAME, member, 's', ['text']));
      // Answered after the signal was passed on: the bus keeps the order.
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

  it('is refused by the bus itself in words', async () => {
    const { connect } = await openSessionBus();
    const client = await connect();
    await expect(client.addMatch('nonsense')).rejects.toThrow('rule');
    await expect(client.call(DRIVER, '/', DRIVER, 'NoSuchMethod')).rejects.toThrow('NoSuchMethod');
  });

  it('fails when there is no bus', async () => {
    const path = join(await temporaryFolder(), 'bus');
    await expect(connectBus(`unix:path=${path}`)).rejects.toThrow('ENOENT');
  });
});
