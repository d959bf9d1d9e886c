// For `doctor`: measures the clock skew to Axiom with one request without tokens, over the same transport as all other requests.
import type { Clock } from '../../core/ports/clock';
import type { HttpResponse, HttpTransport } from '../../core/ports/http-transport';
import type { ClockFacts } from '../../doctor/network-verdicts';
import type { AxiomEndpoints } from '../axiom/axiom-endpoints';
import { measureServerOffsetMs } from '../axiom/axiom-server-time';

const LIMIT_MS = 4_000;
const MAX_BODY_BYTES = 64 * 1024;
/** The `Date` of an answer counts whole seconds. */
const HALF_A_SECOND_MS = 500;
/** How many hosts are tried: a second one if the first cannot be reached. */
export const MOST_HOSTS = 2;

export interface InspectClockParts {
  readonly transport: HttpTransport;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly endpoints: AxiomEndpoints;
}

export async function inspectClock({ transport, clock, endpoints }: InspectClockParts): Promise<ClockFacts> {
  const { apiOrigins, siteOrigin } = endpoints;
  for (const origin of apiOrigins.slice(0, MOST_HOSTS)) {
    const response = await transport
      .send({
        method: 'GET',
        url: `${origin}/server-time?v=${clock.nowMs()}`,
        headers: { origin: siteOrigin, referer: `${siteOrigin}/`, accept: 'application/json, text/plain, */*' },
        timeoutMs: LIMIT_MS,
        maxBodyBytes: MAX_BODY_BYTES,
      })
      .catch((): undefined => undefined);
    if (response) return measured(response);
  }
  return 'no-answer';
}

/** Compares the middle of the second in the header with the middle of the exchange. */
function measured(response: HttpResponse): ClockFacts {
  const offsetMs = measureServerOffsetMs(response);
  if (offsetMs === undefined) return 'no-date';
  return {
    offsetMs: offsetMs + HALF_A_SECOND_MS,
    uncertaintyMs: HALF_A_SECOND_MS + Math.round(response.durationMs / 2),
  };
}
