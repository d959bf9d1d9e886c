// The bundled preload script, run in a separate context with Electron's two objects; the sandbox provides nothing else either.
import { EventEmitter } from 'node:events';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { beforeAll, expect, it } from 'vitest';
import { CALLS, PUSHES } from '../../preload/contract/channels';
import type { RendererApi } from '../../preload/contract/schemas';

let script: string;

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: ['preload/index.ts'],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    external: ['electron'],
  });
  script = outputFiles[0]?.text ?? '';
});

/** Runs it; returns what it required and what it exposed to the page. */
function run() {
  const required: string[] = [];
  const exposed: [name: string, api: unknown][] = [];
  const invoked: unknown[][] = [];
  const ipcRenderer = Object.assign(new EventEmitter(), {
    invoke: async (...args: unknown[]) => {
      invoked.push(args);
      return { ok: true };
    },
  });
  const contextBridge = { exposeInMainWorld: (...args: [string, unknown]) => void exposed.push(args) };
  const require = (name: string): unknown => {
    required.push(name);
    if (name !== 'electron') throw new Error(`the sandbox has no ${name}`);
    return { contextBridge, ipcRenderer };
  };
  // The bridge recreates the page's objects with those of this context.
  const world: Record<string, unknown> = { require, module: { exports: {} }, setTimeout, Object };
  runInNewContext(script, world);
  return { required, exposed, invoked, ipcRenderer };
}

it('exposes the contract as window.tokenManager, and nothing else', () => {
  const { exposed } = run();
  expect(exposed.map(([name]) => name)).toEqual(['tokenManager']);
  const names = Object.keys(exposed[0]?.[1] as object);
  expect(names.sort()).toEqual([...Object.keys(CALLS), 'subscribe'].sort());
});

it('needs only what the sandbox allows: it requires only Electron', () => {
  expect([...new Set(run().required)]).toEqual(['electron']);
});

it('reaches main through the renderer’s own IPC, and sends nothing before it is called', async () => {
  const { exposed, invoked, ipcRenderer } = run();
  expect([invoked, ipcRenderer.eventNames()]).toEqual([[], []]);
  const api = exposed[0]?.[1] as RendererApi;
  expect(await api.refreshNow({ profileId: 'default' })).toEqual({ ok: true });
  expect(invoked).toEqual([[CALLS.refreshNow, { profileId: 'default' }]]);
  const heard: unknown[] = [];
  api.subscribe('pageRequested', (payload) => void heard.push(payload));
  ipcRenderer.emit(PUSHES.pageRequested, {}, { page: 'settings' });
  expect(heard).toEqual([{ page: 'settings' }]);
});
