// For `doctor`: connects to each of Axiom's hosts to check name, connection and certificate. Sends no request.
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Clock } from '../../core/ports/clock';
import type { HostFacts, HostResult } from '../../doctor/network-verdicts';
import type { AxiomEndpoints } from '../axiom/axiom-endpoints';
import { errnoOf } from '../files/storage-error';

const LIMIT_MS = 4_000;
/** Name look-ups use the threads that files need as well, of which there may be only four. */
const MOST_AT_ONCE = 3;

const PROXY_VARIABLES = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'https_proxy', 'http_proxy', 'all_proxy'];

/** The names of the proxy variables that are set. */
export function proxyVariables(env: NodeJS.ProcessEnv): readonly string[] {
  return PROXY_VARIABLES.filter((name) => Boolean(env[name]));
}

/** Checks every host once; the results are in the order of the hosts. Hosts that were not tried when `signal` is aborted count as late. */
export async function inspectHosts(
  { siteOrigin, apiOrigins }: AxiomEndpoints,
  clock: Clock,
  signal: AbortSignal,
): Promise<readonly HostFacts[]> {
  const origins = [...new Set([...apiOrigins, siteOrigin])];
  const looks: HostFacts[] = [];
  const waiting = origins.entries();
  const work = async (): Promise<void> => {
    for (const [at, origin] of waiting) {
      const role = apiOrigins.includes(origin) ? 'api' : 'site';
      looks[at] = { host: new URL(origin).host, role, result: await connectTo(new URL(origin), clock, signal) };
    }
  };
  await Promise.all(Array.from({ length: MOST_AT_ONCE }, work));
  return looks;
}

/** The result of one connection. */
async function connectTo(url: URL, clock: Clock, signal: AbortSignal): Promise<HostResult> {
  if (signal.aborted) return 'late';
  const isEncrypted = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port) || (isEncrypted ? 443 : 80);
  const socket: Socket = isEncrypted
    ? connectTls({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}) })
    : connectPlain({ host, port });
  return new Promise<HostResult>((resolve) => {
    const end = (result: HostResult): void => {
      cancel();
      signal.removeEventListener('abort', abort);
      socket.destroy();
      resolve(result);
    };
    const abort = (): void => end('late');
    const cancel = clock.setTimer(LIMIT_MS, abort);
    signal.addEventListener('abort', abort);
    socket.once(isEncrypted ? 'secureConnect' : 'connect', () => end('ok'));
    socket.on('error', (error) => end(resultOfError(errnoOf(error) ?? '')));
  });
}

/** The meaning of the error code of a failed connection. */
export function resultOfError(code: string): HostResult {
  if (/^(ENOTFOUND|EAI_|ENODATA|ESERVFAIL)/.test(code)) return 'no-name';
  if (code === 'ETIMEDOUT') return 'late';
  // The TLS codes also cover an answer that is not TLS at all.
  return /CERT|^UNABLE_TO_|^ERR_TLS|^ERR_SSL|^EPROTO$|ALTNAME/.test(code) ? 'certificate' : 'no-connection';
}
