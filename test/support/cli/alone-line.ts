// The real command line where no app runs, but with tokens that live for LIFE_MS in place of the core's. Bundled and run by tests.
import { homedir } from 'node:os';
import { createSystemClock } from '../../../main/adapters/platform/system-clock';
import { runCommandLine } from '../../../main/cli/run-command-line';
import { ChoosingSession } from '../../../main/cli/session/choosing-session';
import type { Operations } from '../../../main/handout/operations';
import type { TokenGetParams } from '../../../main/handout/protocol';
import { makeTokenAnswer } from '../make-token-answer';

const { argv, env, platform, stdin, stdout, stderr } = process;
const lifetimeMs = Number(env['LIFE_MS']);
let token = make(1);

function make(generation: number) {
  return makeTokenAnswer({ issuedAtMs: Date.now(), lifetimeMs, generation, source: 'standalone' });
}

/** As the core: refreshed where half of the life is over, or too little is left. */
async function get({ minValidMs = 0 }: TokenGetParams) {
  const leftMs = Date.parse(token.expires_at ?? '') - Date.now();
  if (leftMs < Math.max(minValidMs, lifetimeMs / 2)) token = make(token.generation + 1);
  return { ...token, expires_in: Math.floor((Date.parse(token.expires_at ?? '') - Date.now()) / 1000) };
}

void runCommandLine(argv.slice(2), {
  stdin,
  stdout,
  stderr,
  env,
  platform,
  home: homedir(),
  version: '0.0.0',
  clock: createSystemClock(),
  onSignal(listener) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, listener);
    return () => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, listener);
    };
  },
  openSession: ({ signal, detail }) =>
    new ChoosingSession({
      use: 'standalone',
      find: () => Promise.reject(new Error('nobody looks for the app')),
      openAlone: async () => ({
        operations: { 'token.get': get } as unknown as Operations,
        consumer: { kind: 'program', programId: '/bin/sh', sessionId: 'tty1', name: 'sh' },
        dispose: async () => undefined,
      }),
      signal,
      detail,
    }),
}).then((ending) => {
  if (typeof ending === 'number') process.exit(ending);
  process.kill(process.pid, ending);
});
