// Main script of a bare Electron that sends HTTP requests for a test: one JSON line in, one JSON line out.
import { createInterface } from 'node:readline';
import { app, session } from 'electron';
import { createElectronNetTransport } from '../../../main/adapters/http/electron-net-transport';
import { createSystemClock } from '../../../main/adapters/platform/system-clock';
import { fromWireRequest, toWireError, toWireResponse, WIRE_PREFIX, type WireCall, type WireReply } from './http-wire';

async function run(): Promise<void> {
  await app.whenReady();
  const inMemory = session.fromPartition('http-contract');
  const clock = createSystemClock();
  const transport = createElectronNetTransport({ clock, session: inMemory });

  async function perform(call: WireCall): Promise<WireReply> {
    const { id } = call;
    switch (call.do) {
      case 'send':
        return { id, response: toWireResponse(await transport.send(fromWireRequest(call.request))) };
      case 'set-session-cookie':
        await inMemory.cookies.set({ url: call.url, name: call.name, value: call.value, httpOnly: true });
        return { id, cookieNames: [call.name] };
      case 'list-session-cookies':
        return { id, cookieNames: (await inMemory.cookies.get({})).map(({ name }) => name) };
    }
  }

  const write = (reply: WireReply | { ready: true }) =>
    process.stdout.write(`${WIRE_PREFIX}${JSON.stringify(reply)}\n`);
  createInterface({ input: process.stdin })
    .on('line', (line) => {
      const call = JSON.parse(line) as WireCall;
      perform(call).then(write, (error: unknown) => write({ id: call.id, error: toWireError(error) }));
    })
    .on('close', () => app.quit());
  write({ ready: true });
}

void run();
