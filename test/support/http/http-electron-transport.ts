// A real Electron as HttpTransport: bundles the harness, starts it on its own virtual screen and talks to it over stdio.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { findElectronRuntime } from '../../../build/electron-runtime.mjs';
import { openDesktopSession } from '../../../build/virtual-desktop/desktop-session.mjs';
import type { HttpTransport } from '../../../main/core/ports/http-transport';
import {
  fromWireError,
  fromWireResponse,
  toWireRequest,
  WIRE_PREFIX,
  type WireCall,
  type WireReply,
} from './http-wire';

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

export interface ElectronHttp {
  readonly transport: HttpTransport;
  setSessionCookie(url: string, name: string, value: string): Promise<void>;
  listSessionCookies(): Promise<readonly string[]>;
  dispose(): Promise<void>;
}

/** Starts it; fails when there is no Electron runtime yet (`npm run setup`). */
export async function openElectronHttp(): Promise<ElectronHttp> {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const runtime = await findElectronRuntime({ root, env: process.env });
  if (!runtime) throw new Error('There is no Electron runtime yet: run `npm run setup`.');
  const folder = await mkdtemp(join(tmpdir(), 'axiom-http-'));
  const entry = join(root, 'test/support/http/http-electron-harness.ts');
  const outfile = join(folder, 'main.cjs');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node16.17',
    format: 'cjs',
    external: ['electron'],
  });
  await writeFile(join(folder, 'package.json'), '{"name":"axiom-http-harness","version":"1.0.0","main":"main.cjs"}');
  const desktop = await openDesktopSession({ display: true, keyring: 'none', trayHost: false });
  const isRoot = process.getuid?.() === 0;
  const child = spawn(runtime.executable, [...(isRoot ? ['--no-sandbox'] : []), folder], {
    env: desktop.env,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const calls = await connect(child, ended);
  return {
    transport: {
      async send(request) {
        const reply = await calls({ do: 'send', request: toWireRequest(request) });
        if ('response' in reply) return fromWireResponse(reply.response);
        throw new Error('The harness gave another answer.');
      },
    },
    async setSessionCookie(url, name, value) {
      await calls({ do: 'set-session-cookie', url, name, value });
    },
    async listSessionCookies() {
      const reply = await calls({ do: 'list-session-cookies' });
      return 'cookieNames' in reply ? reply.cookieNames : [];
    },
    async dispose() {
      child.stdin?.end();
      const kill = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(kill);
      await desktop.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function connect(child: ChildProcess, ended: Promise<void>) {
  const waiting = new Map<number, { resolve: (reply: WireReply) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  const ready = new Promise<void>((resolve, reject) => {
    if (!child.stdout) throw new Error('no stdout');
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith(WIRE_PREFIX)) return;
      const reply = JSON.parse(line.slice(WIRE_PREFIX.length)) as WireReply | { ready: true };
      if ('ready' in reply) return resolve();
      const caller = waiting.get(reply.id);
      waiting.delete(reply.id);
      if ('error' in reply) caller?.reject(fromWireError(reply.error));
      else caller?.resolve(reply);
    });
    void ended.then(() => {
      const error = new Error('Electron ended.');
      reject(error);
      for (const caller of waiting.values()) caller.reject(error);
    });
  });
  await ready;
  return (call: Without<WireCall, 'id'>): Promise<WireReply> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      child.stdin?.write(`${JSON.stringify({ ...call, id })}\n`);
    });
}
