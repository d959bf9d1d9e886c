// An https server on loopback that requests a client certificate and records the ones it gets, and a home folder whose certificate
// store (NSS, which Chromium reads on Linux) trusts that server and contains a certificate.
import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The server and the home folder. */
export interface AskingHttpsServer {
  readonly origin: string;
  /** The app's `HOME`. */
  readonly home: string;
  /** For each request its path and the name in its certificate; `null` without a certificate. */
  readonly requests: readonly { readonly path: string; readonly certificate: string | null }[];
  dispose(): Promise<void>;
}

/** The name in the home folder's certificate. */
export const PERSON = 'somebody-who-trades';

/** Makes the certificates in the empty `folder` and starts the server on a free port. */
export async function startAskingHttpsServer(folder: string): Promise<AskingHttpsServer> {
  const at = (name: string): string => join(folder, name);
  const selfSigned = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
  await run('openssl', [...selfSigned, '-subj', '/CN=test-root', '-keyout', at('root.key'), '-out', at('root.pem')]);
  for (const [name, subject, alternative] of [
    ['server', '127.0.0.1', 'subjectAltName=IP:127.0.0.1'],
    ['client', PERSON, 'extendedKeyUsage=clientAuth'],
  ] as const) {
    const asked = ['req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${subject}`, '-addext', alternative];
    await run('openssl', [...asked, '-keyout', at(`${name}.key`), '-out', at(`${name}.csr`)]);
    const signed = ['x509', '-req', '-days', '2', '-in', at(`${name}.csr`), '-copy_extensions', 'copy'];
    const by = ['-CA', at('root.pem'), '-CAkey', at('root.key'), '-CAcreateserial'];
    await run('openssl', [...signed, ...by, '-out', at(`${name}.pem`)]);
  }
  const home = at('home');
  const store = join(home, '.pki', 'nssdb');
  await mkdir(store, { recursive: true });
  await run('certutil', ['-N', '-d', `sql:${store}`, '--empty-password']);
  await run('certutil', ['-A', '-d', `sql:${store}`, '-n', 'test-root', '-t', 'CT,C,C', '-i', at('root.pem')]);
  const both = ['-inkey', at('client.key'), '-in', at('client.pem'), '-name', PERSON, '-passout', 'pass:'];
  await run('openssl', ['pkcs12', '-export', ...both, '-out', at('client.p12')]);
  await run('pk12util', ['-d', `sql:${store}`, '-i', at('client.p12'), '-W', '']);

  const requests: { path: string; certificate: string | null }[] = [];
  const server = createServer(
    {
      key: await readFile(at('server.key')),
      cert: await readFile(at('server.pem')),
      ca: await readFile(at('root.pem')),
      requestCert: true,
      rejectUnauthorized: false,
    },
    (request, response) => {
      const { subject } = (request.socket as TLSSocket).getPeerCertificate();
      requests.push({ path: request.url ?? '', certificate: typeof subject?.CN === 'string' ? subject.CN : null });
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Site</title><h1>Site</h1>');
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    home,
    requests,
    dispose: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
