// Answers that replace Axiom's: challenge, captive portals, rate limit, error pages.
import { type DemoAnswer, jsonAnswer } from '../../main/demo/demo-exchange';
import type { Fault } from './switches';

/** The cookie of a browser that passed the edge's challenge. */
export const CLEARANCE_COOKIE = 'cf_clearance';

/** The answer of a fault that has one; `undefined` for faults of the connection. */
export function faultAnswer(fault: Fault): DemoAnswer | undefined {
  switch (fault.kind) {
    case 'challenge':
      return html(403, 'Just a moment...', { 'cf-mitigated': 'challenge' });
    case 'turnstile':
      return jsonAnswer(400, { error: 'Turnstile token is required' });
    case 'rate-limit':
      return {
        ...jsonAnswer(429, { error: 'Too many requests' }),
        ...(fault.retryAfter === undefined ? {} : { headers: { 'retry-after': fault.retryAfter } }),
      };
    case 'status':
      return html(fault.status ?? 503, 'Something went wrong');
    case 'captive-portal':
      return html(200, 'Welcome to the hotel network');
    case 'captive-redirect':
      return { status: 302, headers: { location: 'http://127.0.0.1:9/portal' }, setCookies: [], body: '' };
    default:
      return undefined;
  }
}

function html(status: number, title: string, headers: Readonly<Record<string, string>> = {}): DemoAnswer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
    setCookies: [],
    body: `<!doctype html><title>${title}</title><h1>${title}</h1>`,
  };
}
