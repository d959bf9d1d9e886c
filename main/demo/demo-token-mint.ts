// Creates the demo server's JWTs, signed with a random key. Must not know sessions.
import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../core/ports/clock';

/** The claims of a token before it is signed. */
export type DemoClaims = Readonly<Record<string, unknown>>;

/** Creates a signed JWT with these claims. */
export type DemoTokenMint = (claims: DemoClaims, lifetimeMs: number) => string;

/** `clock` is the server's time. No two tokens are equal. `shape` may change the claims before they are signed. */
export function createDemoTokenMint(clock: Clock, shape: (claims: DemoClaims) => DemoClaims): DemoTokenMint {
  const key = randomBytes(32);
  return (claims, lifetimeMs) => {
    const nowMs = clock.nowMs();
    const all = shape({
      ...claims,
      iat: Math.floor(nowMs / 1000),
      exp: Math.floor((nowMs + lifetimeMs) / 1000),
      jti: randomBytes(9).toString('base64url'),
    });
    const unsigned = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(all)}`;
    return `${unsigned}.${createHmac('sha256', key).update(unsigned).digest('base64url')}`;
  };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
