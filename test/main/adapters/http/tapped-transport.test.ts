import { expect, it } from 'vitest';
import { type Exchange, tapTransport } from '../../../../main/adapters/http/tapped-transport';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { HttpRequest } from '../../../../main/core/ports/http-transport';
import { makeResponse } from '../../../support/axiom-response';
import { ScriptedTransport } from '../../../support/fakes/http-transport/scripted-http-transport';

const request: HttpRequest = { method: 'POST', url: 'https://a.test/', headers: {}, timeoutMs: 1, maxBodyBytes: 1 };

it('passes everything on unchanged, and reports it', async () => {
  const response = makeResponse();
  const failure = new AxiomTokenError('NETWORK', { unsent: true });
  const inner = new ScriptedTransport((_request, index) => (index === 0 ? response : failure));
  const seen: Exchange[] = [];
  const tapped = tapTransport(inner, (exchange) => seen.push(exchange));
  expect(await tapped.send(request)).toBe(response);
  await expect(tapped.send(request)).rejects.toBe(failure);
  expect(inner.requests).toEqual([request, request]);
  expect(seen).toEqual([
    { request, outcome: response },
    { request, outcome: failure },
  ]);
});
