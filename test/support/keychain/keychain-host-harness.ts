// Main script of a bare Electron that runs keychain children for a test: calls come as JSON lines, and the children's messages go back the same way.
import { app } from 'electron';
import { createInterface } from 'node:readline';
import type { KeychainChild, KeychainChildHost } from '../../../main/adapters/keychain/keychain-child-host';
import { createElectronUtilityProcessHost } from '../../../main/adapters/keychain/electron-utility-process-host';
import { type HostCall, type HostEvent, WIRE_PREFIX } from './keychain-host-wire';

async function run(): Promise<void> {
  await app.whenReady();
  const children = new Map<number, KeychainChild>();
  const hosts = new Map<string, KeychainChildHost>();
  const tell = (event: HostEvent | { ready: true }): void => {
    process.stdout.write(`${WIRE_PREFIX}${JSON.stringify(event)}\n`);
  };
  const perform = (call: HostCall): void => {
    const { id } = call;
    if (call.do === 'post') children.get(id)?.post(call.message);
    else if (call.do === 'kill') children.get(id)?.kill();
    else {
      const { childPath, env } = call;
      const host = hosts.get(childPath) ?? createElectronUtilityProcessHost({ childPath, env });
      hosts.set(childPath, host);
      const message = (told: unknown): void => tell({ id, message: told });
      children.set(id, host.start({ message, exited: (reason) => tell({ id, exited: reason }) }));
    }
  };
  createInterface({ input: process.stdin })
    .on('line', (line) => perform(JSON.parse(line) as HostCall))
    .on('close', () => app.quit());
  tell({ ready: true });
}

void run();
