import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isDownloadRefused, tryNormalDownload } from '../../build/electron-download.mjs';
import { createProgress } from '../../build/progress.mjs';

describe("Electron's own download", () => {
  let root: string;
  let env: NodeJS.ProcessEnv;
  const progress = createProgress({ write: () => undefined, nowMs: () => 0 });

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'axiom-runtime-'));
    env = { XDG_CACHE_HOME: join(root, 'cache') };
    await mkdir(join(root, 'node_modules/electron'), { recursive: true });
    await writeFile(join(root, 'node_modules/electron/package.json'), '{"version":"45.0.0"}');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  /** A mirror that answers every question with `status`, and counts them. */
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
});
