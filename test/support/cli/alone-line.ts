// The real command line for use without the app, but with tokens that live for LIFE_MS instead of the core's. Bundled and run by tests.
import type { Operations } from '../../../main/handout/operations';
import type { TokenGetParams } from '../../../main/handout/protocol';
import { makeTokenAnswer } from '../make-token-answer';
import { runAsProgram } from './run-as-program';

const lifetimeMs = Number(process.env['LIFE_MS']);
let token = make(1);

function make(generation: number) {
  return makeTokenAnswer({ issuedAtMs: Date.now(), lifetimeMs, generation, source: 'standalone' });
}

/** Like the core: refreshes at half of the life, or when too little time is left. */
async function get({ minValidMs = 0 }: TokenGetParams) {
  const leftMs = Date.parse(token.expires_at ?? '') - Date.now();
  if (leftMs < Math.max(minValidMs, lifetimeMs / 2)) token = make(token.generation + 1);
  return { ...token, expires_in: Math.floor((Date.parse(token.expires_at ?? '') - Date.now()) / 1000) };
}

void runAsProgram(async () => ({
  operations: { 'token.get': get } as unknown as Operations,
  consumer: { kind: 'program', programId: '/bin/sh', sessionId: 'tty1', name: 'sh' },
  look: () => undefined,
  onChange: () => () => undefined,
  dispose: async () => undefined,
}));
