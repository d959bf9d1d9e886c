// Serves the window's files under app://bundle/. Called twice by the composition root: before ready for the scheme, after ready for the files.
// bundle-resolver.ts decides what may be served.
import type { Protocol, Session } from 'electron';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { Unsubscribe } from '../../../core/ports/clock';
import { APP_SCHEME, RESPONSE_HEADERS, resolveBundleUrl } from './bundle-resolver';

interface Served {
  readonly status: number;
  readonly mimeType: string;
  readonly body: Buffer;
}

/** The part of `protocol` that the oldest supported version does not have. */
interface ModernProtocol {
  handle?(scheme: string, handler: (request: { url: string; method: string }) => Promise<unknown>): void;
  unhandle?(scheme: string): void;
}

/** Declares the scheme as a standard, secure one. Must run before the app is ready, once. */
export function registerAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  // `codeCache` is newer than the oldest supported version, which ignores it.
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges }]);
}

/** Serves `rendererDirectory` to the pages of `session`. */
export function serveAppFiles(session: Pick<Session, 'protocol'>, rendererDirectory: string): Unsubscribe {
  const modern = session.protocol as ModernProtocol;
  const { Response: WebResponse } = globalThis as {
    Response?: new (body: Uint8Array, init: { status: number; headers: Record<string, string> }) => unknown;
  };
  if (modern.handle && modern.unhandle && WebResponse) {
    modern.handle(APP_SCHEME, async ({ url, method }) => {
      const { status, mimeType, body } = await serve(rendererDirectory, url, method);
      const headers = { ...RESPONSE_HEADERS, 'Content-Type': `${mimeType}; charset=utf-8` };
      return new WebResponse(body, { status, headers });
    });
    return () => modern.unhandle?.(APP_SCHEME);
  }
  // oxlint-disable-next-line typescript/no-deprecated -- the only way of the oldest supported version
  session.protocol.registerBufferProtocol(APP_SCHEME, (request, respond) => {
    void serve(rendererDirectory, request.url, request.method).then(({ status, mimeType, body }) =>
      respond({ statusCode: status, mimeType, charset: 'utf-8', headers: { ...RESPONSE_HEADERS }, data: body }),
    );
  });
  // oxlint-disable-next-line typescript/no-deprecated -- the only way of the oldest supported version
  return () => void session.protocol.unregisterProtocol(APP_SCHEME);
}

async function serve(directory: string, url: string, method: string): Promise<Served> {
  const resolved = resolveBundleUrl(url, method);
  if (resolved.kind === 'refused') return refusal(resolved.status);
  try {
    return {
      status: 200,
      mimeType: resolved.mimeType,
      body: await readFile(path.join(directory, ...resolved.segments)),
    };
  } catch {
    // A missing file is a 404; the rest of the page still works.
    return refusal(404);
  }
}

function refusal(status: number): Served {
  return { status, mimeType: 'text/plain', body: Buffer.from('Not here.') };
}
