// Turns this process into `axiom-tokens`, with the test's session instead of one that looks for the app. TEST_PASSED_TIME: see passing-clock.ts.
import { homedir } from 'node:os';
import { isatty } from 'node:tty';
import { createSystemClock } from '../../../main/adapters/platform/system-clock';
import { parseCommandLine } from '../../../main/cli/parse-command-line';
import { runCommandLine } from '../../../main/cli/run-command-line';
import type { InProcessCalls } from '../../../main/cli/session/in-process-calls';
import { ChoosingSession } from '../../../main/cli/session/choosing-session';
import type { SessionRequest } from '../../../main/cli/session/session-request';
import { followPassedTime } from '../passing-clock';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs its own arguments, without the app. */
export async function runAsProgram(openInProcess: (request: SessionRequest) => Promise<InProcessCalls>): Promise<void> {
  const { argv, env, platform, stdin, stdout, stderr } = process;
  const passedTime = env['TEST_PASSED_TIME'];
  const ending = await runCommandLine(argv.slice(2), {
    ...{ stdin, stdout, stderr, env, platform, execArgv: [] },
    isTerminal: isatty,
    home: homedir(),
    version: '0.0.0',
    clock: passedTime === undefined ? createSystemClock() : followPassedTime(passedTime),
    onSignal(listener) {
      for (const signal of SIGNALS) process.on(signal, listener);
      return () => {
        for (const signal of SIGNALS) process.off(signal, listener);
      };
    },
    parse: parseCommandLine,
    openSession: (request) =>
      new ChoosingSession({
        use: 'standalone',
        find: () => Promise.reject(new Error('nobody looks for the app')),
        openInProcess: () => openInProcess(request),
        signal: request.signal,
        detail: request.detail,
      }),
  });
  if (typeof ending === 'number') process.exit(ending);
  process.kill(process.pid, ending);
}
