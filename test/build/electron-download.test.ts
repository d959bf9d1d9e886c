import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { isDownloadRefused, tryNormalDownload } from '../../build/electron-download.mjs';
import { createProgress } from '../../build/progress.mjs';
import { projectWithoutElectron } from '../support/project-without-electron';

describe("Electron's own download", () => {
  let root: string;
  let env: NodeJS.ProcessEnv;
  let written: string;
  const progress = createProgress({ write: (text) => void (written += text), nowMs: () => 0 });

  beforeEach(async () => {
    written = '';
    ({ root, env } = await projectWithoutElectron());
  });

  /** A mirror that answers every request with `status`, and counts them. */
  async function mirror(status: number) {
    let questions = 0;
    const server = createServer((_request, response) => {
      questions += 1;
      response.writeHead(status).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    env['ELECTRON_MIRROR'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    return { questions: () => questions, dispose: () => server.close() };
  }

  it('asks for the normal download once, and remembers that it is refused', async () => {
    const { questions, dispose } = await mirror(403);
    await tryNormalDownload({ root, env, progress });
    expect(await isDownloadRefused(root, env)).toBe(true);
    await tryNormalDownload({ root, env, progress });
    expect(questions()).toBe(1);
    dispose();
  });

  it('asks again when the mirror is another one', async () => {
    const first = await mirror(403);
    await tryNormalDownload({ root, env, progress });
    first.dispose();
    env['ELECTRON_MIRROR'] = 'http://127.0.0.1:1/other/';
    expect(await isDownloadRefused(root, env)).toBe(false);
  });

  /** Replaces Electron's own installer. */
  const installer = (program: string) => writeFile(join(root, 'node_modules/electron/install.js'), program);
  const refusalPath = () => join(root, 'cache/axiom-token-manager/electron-download-refused.json');
  const refusal = async () => JSON.parse(await readFile(refusalPath(), 'utf8')) as Record<string, unknown>;

  it('runs when its site answers, prints one line, and gets the environment that it needs', async () => {
    const { dispose } = await mirror(200);
    await installer("require('node:fs').writeFileSync(__dirname + '/installed', process.env.ELECTRON_MIRROR);");
    await tryNormalDownload({ root, env, progress });
    dispose();
    expect(await readFile(join(root, 'node_modules/electron/installed'), 'utf8')).toBe(env['ELECTRON_MIRROR']);
    expect([written, await isDownloadRefused(root, env)]).toEqual(['- Electron 45.0.0 ... downloaded, 0.0 s\n', false]);
  });

  it('that fails half-way is remembered as refused, with the reason', async () => {
    const { dispose } = await mirror(200);
    await installer("console.error('half of it'); process.exitCode = 2;");
    await tryNormalDownload({ root, env, progress });
    dispose();
    expect([written, await isDownloadRefused(root, env)]).toEqual(['- Electron 45.0.0 ... failed after 0.0 s\n', true]);
    expect(await refusal()).toMatchObject({ reason: `${process.execPath} ended with exit code 2` });
  });

  it.each([
    ['the status', async () => (await mirror(451)).dispose, 'HTTP 451'],
    ['the failure', async () => void (env['ELECTRON_MIRROR'] = 'http://127.0.0.1:1/'), 'fetch failed'],
  ])('is remembered as refused with %s, and with the address that was asked', async (_what, open, reason) => {
    const dispose = await open();
    await tryNormalDownload({ root, env, progress });
    dispose?.();
    const url = `${env['ELECTRON_MIRROR']}v45.0.0/electron-v45.0.0-${process.platform}-${process.arch}.zip`;
    expect(await refusal()).toEqual({ url, reason, atMs: expect.any(Number) as unknown });
    expect(written).toBe('');
  });

  it('is asked for again after a week, for another version, and when the note cannot be read', async () => {
    env['npm_config_electron_mirror'] = 'http://127.0.0.1:1/';
    await tryNormalDownload({ root, env, progress });
    expect(await isDownloadRefused(root, env)).toBe(true);
    const { atMs, ...rest } = await refusal();
    const day = 24 * 3600 * 1000;
    for (const [days, isRefused] of [
      [6.9, true],
      [7.1, false],
    ] as const) {
      await writeFile(refusalPath(), JSON.stringify({ ...rest, atMs: Number(atMs) - days * day }));
      expect(await isDownloadRefused(root, env)).toBe(isRefused);
    }
    await writeFile(refusalPath(), JSON.stringify({ ...rest, atMs }));
    await writeFile(join(root, 'node_modules/electron/package.json'), '{"version":"45.0.1"}');
    expect(await isDownloadRefused(root, env)).toBe(false);
    await writeFile(refusalPath(), 'half a no');
    expect(await isDownloadRefused(root, env)).toBe(false);
  });
});
