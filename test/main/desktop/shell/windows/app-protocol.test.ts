// How the window's files are served by newer versions of Electron, whose `handle` takes a `Response`, and by Electron 22; the real one is in test/e2e.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Protocol } from 'electron';
import { expect, it } from 'vitest';
import { registerAppScheme, serveAppFiles } from '../../../../../main/desktop/shell/windows/app-protocol';
import { RESPONSE_HEADERS } from '../../../../../main/desktop/shell/windows/bundle-resolver';
import { temporaryFolder } from '../../../../support/temporary-folder';

type Handler = Parameters<Protocol['handle']>[1];

const PAGE = '<!doctype html><title>ü</title>';

async function rendererFolder(): Promise<string> {
  const folder = join(await temporaryFolder(), 'renderer');
  await mkdir(folder);
  await writeFile(join(folder, 'index.html'), PAGE);
  return folder;
}

it('declares the scheme as standard and secure, and bypasses no policy', () => {
  const declared: unknown[] = [];
  registerAppScheme({ registerSchemesAsPrivileged: (schemes) => declared.push(...schemes) });
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  expect(declared).toEqual([{ scheme: 'app', privileges }]);
});

it('answers a newer version with the file and every header, and refuses what is not a file of the window', async () => {
  let handler: Handler | undefined;
  const taken: string[] = [];
  const protocol = {
    handle: (scheme: string, given: Handler) => {
      taken.push(scheme);
      handler = given;
    },
    unhandle: (scheme: string) => void taken.push(`not ${scheme}`),
  };
  const stop = serveAppFiles({ protocol: protocol as unknown as Protocol }, await rendererFolder());
  const ask = async (url: string, method = 'GET') => {
    const answer = await handler?.(new Request(url, { method }) as Parameters<Handler>[0]);
    return answer as unknown as Response;
  };

  const page = await ask('app://bundle/index.html');
  expect([page.status, await page.text()]).toEqual([200, PAGE]);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  for (const [name, value] of Object.entries(RESPONSE_HEADERS)) expect(page.headers.get(name)).toBe(value);

  for (const [url, status, method] of [
    ['app://bundle/missing.js', 404, 'GET'],
    ['app://bundle/.hidden/x.js', 400, 'GET'],
    ['app://elsewhere/index.html', 403, 'GET'],
    ['app://bundle/index.html', 405, 'POST'],
  ] as const) {
    const refused = await ask(url, method);
    expect([url, refused.status, await refused.text()]).toEqual([url, status, 'Not here.']);
    expect(refused.headers.get('content-security-policy')).toBe(RESPONSE_HEADERS['Content-Security-Policy']);
  }
  stop();
  expect(taken).toEqual(['app', 'not app']);
});

it('answers Electron 22 by a buffer', async () => {
  type Registered = Parameters<Protocol['registerBufferProtocol']>[1];
  let handler: Registered | undefined;
  const protocol = {
    registerBufferProtocol: (_scheme: string, given: Registered) => {
      handler = given;
      return true;
    },
    unregisterProtocol: () => true,
  };
  serveAppFiles({ protocol: protocol as unknown as Protocol }, await rendererFolder());
  const request = { url: 'app://bundle/index.html', method: 'GET', referrer: '', headers: {} };
  const answer = await new Promise((resolve) => handler?.(request, resolve));
  expect(answer).toMatchObject({ statusCode: 200, mimeType: 'text/html', charset: 'utf-8', headers: RESPONSE_HEADERS });
  expect((answer as { data: Buffer }).data.toString('utf8')).toBe(PAGE);
});
