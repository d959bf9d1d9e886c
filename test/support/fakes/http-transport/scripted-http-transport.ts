// A transport that answers as a test says and records the requests, for tests of which host gets how many requests.
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { HttpRequest, HttpResponse, HttpTransport } from '../../../../main/core/ports/http-transport';

/** A response, or the error of `send`. */
export type TransportStep = HttpResponse | AxiomTokenError;

export class ScriptedTransport implements HttpTransport {
  readonly requests: HttpRequest[] = [];
  readonly #step: (request: HttpRequest, index: number) => TransportStep | Promise<TransportStep>;

  constructor(step: (request: HttpRequest, index: number) => TransportStep | Promise<TransportStep>) {
    this.#step = step;
  }

  /** The hosts of the requests, in order. */
  get hosts(): string[] {
    return this.requests.map(({ url }) => new URL(url).host);
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    this.requests.push(request);
    const step = await this.#step(request, this.requests.length - 1);
    if (step instanceof AxiomTokenError) throw step;
    return step;
  }
}
