// A transport that reports its exchanges, for `doctor --live`. It changes nothing in them.
import { type AxiomTokenError, toAxiomTokenError } from '../../core/base/errors';
import type { HttpRequest, HttpResponse, HttpTransport } from '../../core/ports/http-transport';

/** One exchange. It holds tokens. */
export interface Exchange {
  readonly request: HttpRequest;
  readonly outcome: HttpResponse | AxiomTokenError;
}

/** The transport; `onExchange` is called after each exchange. */
export function tapTransport(transport: HttpTransport, onExchange: (exchange: Exchange) => void): HttpTransport {
  return {
    async send(request) {
      try {
        const response = await transport.send(request);
        onExchange({ request, outcome: response });
        return response;
      } catch (error) {
        onExchange({ request, outcome: toAxiomTokenError(error) });
        throw error;
      }
    },
  };
}
