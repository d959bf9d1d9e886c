// Opens the core for `doctor --live` in this process, with the app's places and locks, and records the server's
// answer. It may run while the app runs: the locks prevent conflicts, and the app then loads the new tokens.
import { homeFolder } from '../../adapters/places/app-data-folder';
import type { LiveReport } from '../../adapters/doctor/live-report';
import type { Exchange } from '../../adapters/http/tapped-transport';
import { resolveAxiomEndpoints } from '../../adapters/axiom/axiom-endpoints';
import { runLiveCheck } from '../../compose/live-check';
import { whenRead } from '../../compose/operations/when-read';
import { openStandalone } from '../../compose/standalone/open-standalone';
import { AxiomTokenError } from '../../core/base/errors';
import { NOBODY_TO_ASK } from '../../compose/open-handout';
import { keychainChildPath } from '../session/own-paths';
import { createTerminalQuestions } from '../session/terminal-questions';
import type { CommandContext } from '../session/command-context';

export interface Live {
  /** The account and server that would be asked, for the question. @throws AxiomTokenError when the account's place cannot be read; `NOT_AUTHENTICATED` */
  about(): Promise<{ readonly name: string; readonly host: string }>;
  /** @throws AxiomTokenError as {@link runLiveCheck} */
  check(): Promise<LiveReport>;
  dispose(): Promise<void>;
}

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** `stateDirectory` is only set by tests; by default it is the user's own. */
export async function openLive(context: CommandContext, stateDirectory?: string): Promise<Live> {
  const { clock, env, platform, settings, version, output, prompts, signal } = context;
  const exchanges: Exchange[] = [];
  const refuse = (): Promise<never> => Promise.reject(new AxiomTokenError('CANCELLED'));
  const questions = createTerminalQuestions(prompts, () => undefined, { saysYes: false, acceptsWeak: false });
  const alone = await openStandalone({
    ...{
      env,
      platform,
      clock,
      version,
      home: homeFolder(),
      logger: SILENT,
      dataDirectory: settings.dataDirectory.value,
    },
    stateDirectory,
    keychainChild: keychainChildPath(),
    // `doctor --live` imports nothing and hands nothing out, so no question can come up.
    ...{ confirm: refuse, choose: refuse, ask: NOBODY_TO_ASK, doctor: refuse },
    askPassphrase: questions.askPassphrase,
    askNewPassphrase: refuse,
    tap: (exchange) => exchanges.push(exchange),
    warn: (line) => output.warn(line),
  });
  const found = async () => {
    const profile = alone.profile(settings.profile.value);
    await whenRead(profile, signal);
    return profile;
  };
  return {
    async about() {
      const { name, manager } = await found();
      if (!manager.getTokens()) throw manager.storageFailure ?? new AxiomTokenError('NOT_AUTHENTICATED');
      const { siteOrigin } = resolveAxiomEndpoints({
        AXIOM_API_BASE: env['AXIOM_API_BASE'],
        AXIOM_SITE_BASE: env['AXIOM_SITE_BASE'],
      });
      return { name, host: new URL(siteOrigin).host };
    },
    check: async () => runLiveCheck({ profile: await found(), exchanges: () => exchanges, clock, version }),
    dispose: () => alone.dispose(),
  };
}
