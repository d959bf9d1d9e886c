import { createServer, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inspectHosts, proxyVariables, resultOfError } from '../../../../main/adapters/doctor/inspect-hosts';
import { createSystemClock } from '../../../../main/adapters/platform/system-clock';
import { makeSelfSigned } from '../../../support/http/http-self-signed';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { waitUntil } from '../../../support/wait-until';

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}
const signal = () => new AbortController().signal;

describe('inspectHosts', () => {
  it('reports which hosts answer, refuse, or have another certificate; and sends nothing', async () => {
    let heard = '';
    const plain = await listening(
      createServer((socket) => socket.on('error', () => undefined).on('data', (part) => (heard += part.toString()))),
    );
    const strange = await listening(createTlsServer(makeSelfSigned(), (socket) => socket.on('error', () => undefined)));
    const closed = createServer();
    const gone = await listening(closed);
    await new Promise((resolve) => closed.close(resolve));
    const endpoints = {
      siteOrigin: `http://${gone}`,
      apiOrigins: [`http://${plain}`, `https://${strange}`],
      isSimulator: true,
    } as const;
    expect(await inspectHosts(endpoints, createSystemClock(), signal())).toEqual([
      { host: plain, role: 'api', result: 'ok' },
      { host: strange, role: 'api', result: 'certificate' },
      { host: gone, role: 'site', result: 'no-connection' },
    ]);
    expect(heard).toBe('');
  });

  it('gives up on a host that does not answer, and on all of them when nobody waits any more', async () => {
    let connections = 0;
    const silent = await listening(createServer(() => void connections++));
    const clock = new FakeClock();
    const endpoints = {
      siteOrigin: `https://${silent}`,
      apiOrigins: [`https://${silent}`],
      isSimulator: true,
    } as const;
    const looking = inspectHosts(endpoints, clock, signal());
    await waitUntil('it is connected', () => connections === 1);
    await clock.advance(4_000);
    expect((await looking).map(({ result }) => result)).toEqual(['late']);

    const over = new AbortController();
    const again = inspectHosts(endpoints, new FakeClock(), over.signal);
    await waitUntil('it is connected again', () => connections === 2);
    over.abort();
    expect((await again).map(({ result }) => result)).toEqual(['late']);
  });
});

it.each([
  ['ENOTFOUND', 'no-name'],
  ['EAI_AGAIN', 'no-name'],
  ['ECONNREFUSED', 'no-connection'],
  ['ENETUNREACH', 'no-connection'],
  ['ECONNRESET', 'no-connection'],
  ['ETIMEDOUT', 'late'],
  ['CERT_HAS_EXPIRED', 'certificate'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
  ['EPROTO', 'certificate'],
])('%s means %s', (code, result) => expect(resultOfError(code)).toBe(result));

it('names the variables of a proxy, never their values', () => {
  expect(proxyVariables({ HTTPS_PROXY: 'http://me:secret@proxy', http_proxy: '', NO_PROXY: 'x' })).toEqual([
    'HTTPS_PROXY',
  ]);
});
