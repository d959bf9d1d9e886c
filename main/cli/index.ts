// The entry point of `axiom-tokens`, under Node and in the single executable.
import { isatty } from 'node:tty';
import { homeFolder } from '../adapters/places/app-data-folder';
import { createSystemClock } from '../adapters/platform/system-clock';
import { connectEarly, earlyPlace } from './early-connection';
import { writeAtOnce } from './words/write-at-once';
import { VERSION } from './version';

/** USR1 is handled, too: by default it makes Node open a debugger port, through which other users of the computer could read the tokens. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1'] as const;

const { argv, env, execArgv, platform } = process;
const words = argv.slice(2);
const surroundings = {
  words,
  env,
  execArgv,
  platform,
  // Read only when needed, because it may throw: a container may run as a user without an entry in the user database.
  get home() {
    return homeFolder();
  },
};
const early = connectEarly(earlyPlace(surroundings), VERSION);

async function run(): Promise<void> {
  const [{ runCommandLine }, { openSession }, { bareInvocation }] = await Promise.all([
    import('./run-command-line'),
    import('./session/open-session'),
    import('./invocation'),
  ]);
  const bare = bareInvocation(words);
  const parse = bare ? () => bare : (await import('./parse-command-line')).parseCommandLine;
  const ending = await runCommandLine(words, {
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      return process.stdout;
    },
    get stderr() {
      return process.stderr;
    },
    ...(platform === 'win32' ? {} : { writeAtOnce: (text) => writeAtOnce(1, text) }),
    isTerminal: isatty,
    env,
    execArgv,
    platform,
    get home() {
      return surroundings.home;
    },
    version: VERSION,
    clock: createSystemClock(),
    onSignal(listener) {
      for (const signal of SIGNALS) process.on(signal, listener);
      return () => {
        for (const signal of SIGNALS) process.off(signal, listener);
      };
    },
    parse,
    openSession: (request) => openSession({ ...request, early }),
  });
  if (typeof ending === 'number') process.exit(ending);
  // Ends by the same signal, so that the caller sees it; the listeners are removed by now.
  process.kill(process.pid, ending);
}

// `hello` is sent in this turn of the event loop, so that the app answers it while the rest is loaded.
if (early) setImmediate(() => void run());
else void run();
