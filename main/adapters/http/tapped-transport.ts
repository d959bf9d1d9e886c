// A transport whose exchanges somebody looks at: `doctor --live`. Nothing of them is changed, and who looks cannot disturb them.
import { type AxiomTokenError, toAxiomTokenError } from '../../core/base/errors';
import type { HttpRequest, HttpResponse, HttpTransport } from '../../core/ports/http-transport';

/** One exchange, as it was. It holds tokens. */
export interface Exchange {
  readonly request: HttpRequest;
  readonly outcome: HttpResponse | AxiomTokenError;
}

/** `onExchange` hears of each when it has ended. */
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
