// The entry of `axiom-tokens`, under Node and in the single executable.
import { isatty } from 'node:tty';
import { createSystemClock } from '../adapters/platform/system-clock';
import { runCommandLine } from './run-command-line';
import { openSession } from './session/open-session';
import { homeFolder } from './session/own-parts';
import { VERSION } from './version';

/** USR1 as well: by itself Node opens a debugger then, in which other users of the computer could read the tokens. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1'] as const;

const { argv, env, execArgv, platform, stdout } = process;

void runCommandLine(argv.slice(2), {
  get stdin() {
    return process.stdin;
  },
  stdout,
  get stderr() {
    return process.stderr;
  },
  isTerminal: isatty,
  env,
  execArgv,
  platform,
  home: homeFolder(),
  version: VERSION,
  clock: createSystemClock(),
  onSignal(listener) {
    for (const signal of SIGNALS) process.on(signal, listener);
    return () => {
      for (const signal of SIGNALS) process.off(signal, listener);
    };
  },
  openSession,
}).then((ending) => {
  if (typeof ending === 'number') process.exit(ending);
  // Whoever started this sees how it ended; the listeners are off by now.
  process.kill(process.pid, ending);
});
