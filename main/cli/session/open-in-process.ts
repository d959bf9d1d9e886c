// Opens the calls in this process, for use without the app.
import { homeFolder } from '../../adapters/places/app-data-folder';
import { openStandalone } from '../../compose/standalone/open-standalone';
import { AxiomTokenError } from '../../core/base/errors';
import type { Clock } from '../../core/ports/clock';
import type { Logger } from '../../core/ports/logger';
import type { Operations } from '../../handout/operations';
import type { InProcessCalls } from './in-process-calls';
import type { Environment, Prompts } from './command-context';
import { keychainChildPath } from './own-paths';
import { givenPassphrases } from './passphrase-file';
import { findRunningApp } from './running-app';
import { createTerminalQuestions } from './terminal-questions';

export interface InProcessRequest {
  readonly dataDirectory: string;
  /** Absent: the user's own folder. */
  readonly stateDirectory?: string | undefined;
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly version: string;
  readonly prompts: Prompts;
  /** `--yes` was given. */
  readonly saysYes: boolean;
  /** `--weak-passphrase` was given. */
  readonly acceptsWeak: boolean;
  /** See `SessionRequest`. */
  readonly passphraseFile?: string | undefined;
  readonly detail: (line: string) => void;
  readonly warn: (line: string) => void;
  readonly doctor?: Operations['doctor'];
}

/** @throws AxiomTokenError as {@link openStandalone} */
export async function openInProcess(request: InProcessRequest): Promise<InProcessCalls> {
  const { dataDirectory, stateDirectory, env, platform, clock, version, prompts, detail, warn } = request;
  return openStandalone({
    dataDirectory,
    stateDirectory,
    env,
    platform,
    home: homeFolder(),
    clock,
    logger: detailLogger(detail),
    version,
    keychainChild: keychainChildPath(),
    ...createTerminalQuestions(prompts, warn, {
      ...request,
      givenPassphrase: givenPassphrases(request.passphraseFile, env),
    }),
    findRunningApp: () => findRunningApp(dataDirectory),
    doctor: request.doctor ?? noDoctor,
    warn,
  });
}

async function noDoctor(): Promise<never> {
  throw new AxiomTokenError('INTERNAL', { message: 'The checks of this computer cannot be run in this way.' });
}

/** Logs to stderr with `--verbose` only. Messages are fixed texts, and causes are left out, so no secret can appear. */
function detailLogger(detail: (line: string) => void): Logger {
  return {
    info: () => undefined,
    warn: (message) => detail(`Note: ${message}.`),
    error: (message) => detail(`Problem: ${message}.`),
  };
}
