// A real Electron that runs keychain children: bundles the harness, starts it on a screen of its own and talks to it over stdio.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { findElectronRuntime } from '../../../build/electron-runtime.mjs';
import { projectRoot } from '../../../build/project-root.mjs';
import type { KeychainChildEvents, KeychainChildHost } from '../../../main/adapters/keychain/keychain-child-host';
import { openDesktopSession } from '../desktop-session';
import { type HostCall, type HostEvent, WIRE_PREFIX } from './keychain-host-wire';

/** The running Electron. */
export interface ElectronHosts {
  readonly pid: number;
  hostFor(childPath: string, env: Record<string, string>): KeychainChildHost;
  dispose(): Promise<void>;
}

/** Starts it; fails when there is no Electron runtime yet (`npm run setup`). */
export async function openElectronHosts(): Promise<ElectronHosts> {
  const runtime = await findElectronRuntime({ root: projectRoot, env: process.env });
  if (!runtime) throw new Error('There is no Electron runtime yet: run `npm run setup`.');
  const folder = await mkdtemp(join(tmpdir(), 'axiom-keychain-host-'));
  await build({
    entryPoints: [join(projectRoot, 'test/support/keychain/keychain-host-harness.ts')],
    outfile: join(folder, 'main.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node16.17',
    format: 'cjs',
    external: ['electron'],
  });
  await writeFile(join(folder, 'package.json'), '{"name":"axiom-keychain-host","version":"1.0.0","main":"main.cjs"}');
  const desktop = await openDesktopSession({ display: true, keyring: 'none', trayHost: false });
  const isRoot = process.getuid?.() === 0;
  const electron = spawn(runtime.executable, [...(isRoot ? ['--no-sandbox'] : []), folder], {
    // Variables that no child may find in its environment.
    env: { ...desktop.env, LANGUAGE: 'de', AXIOM_ACCESS_TOKEN: 'of the parent' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => electron.once('exit', () => resolve()));
  const listeners = new Map<number, KeychainChildEvents>();
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: electron.stdout }).on('line', (line) => {
      if (!line.startsWith(WIRE_PREFIX)) return;
      const told = JSON.parse(line.slice(WIRE_PREFIX.length)) as HostEvent | { ready: true };
      if ('ready' in told) resolve();
      else if ('exited' in told) listeners.get(told.id)?.exited(told.exited);
      else listeners.get(told.id)?.message(told.message);
    });
    void ended.then(() => reject(new Error('Electron ended.')));
  });
  await ready;
  const call = (wanted: HostCall): void => void electron.stdin.write(`${JSON.stringify(wanted)}\n`);
  let lastId = 0;
  return {
    pid: electron.pid ?? -1,
    hostFor: (childPath, env) => ({
      start(events) {
        const id = ++lastId;
        listeners.set(id, events);
        call({ id, do: 'start', childPath, env });
        return { post: (message) => call({ id, do: 'post', message }), kill: () => call({ id, do: 'kill' }) };
      },
    }),
    async dispose() {
      electron.stdin.end();
      const kill = setTimeout(() => electron.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(kill);
      await desktop.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
