// Opens the hand-out for the app: its files, the consent prompt and the notice of first uses. Called by main/desktop/open-app.ts once core and settings are open.
import { app, powerMonitor } from 'electron';
import * as path from 'node:path';
import type { PreferencesStore } from '../adapters/app-data/preferences-store';
import type { Core } from '../compose/open-core';
import { openHandout } from '../compose/open-handout';
import type { Clock, Unsubscribe } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { ProfileRegistry } from '../core/profiles/profile-registry';
import type { AskUser, ConsentQuestion, NotifyUser } from '../handout/consent';
import type { Consents, Handout } from '../handout/handout';
import { AskWithBackoff } from '../handout/ask-with-backoff';
import { afterStart } from './after-start';
import { promptAccounts, endRunWithLock } from './prompt-accounts';
import { Presses } from './ipc/presses';
import { keepPauseInSettings } from './pause-in-settings';
import { createPromptWindow } from './shell/consent/consent-prompt';
import { createConsentQuestions } from './shell/consent/consent-questions';
import { createScreenLock } from './shell/system/screen-lock';
import { windowBackground } from './shell/windows/appearance';
import { noteTrailTrouble } from './trail-notes';

export interface AppHandoutParts {
  readonly core: Pick<Core, 'registry' | 'lifecycle' | 'activity'>;
  readonly preferences: PreferencesStore;
  readonly dataDirectory: string;
  readonly stateDirectory: string;
  /** False once the app's files on the disk were replaced. */
  readonly mayLoad: () => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface AppHandout {
  readonly handout: Handout;
  /** Asks the user. */
  readonly ask: AskUser;
  /** Sets who notifies the user of first uses. */
  readonly setNotifier: (teller: NotifyUser) => void;
  readonly dispose: () => Promise<void>;
}

/** The pause is in effect when this returns. Call it after Electron is ready. */
export function openAppHandout({ preferences, mayLoad, ...parts }: AppHandoutParts): AppHandout {
  const { clock, logger, core } = parts;
  const consent = openConsent({ registry: core.registry, mayLoad, clock, logger });
  const { env, platform } = process;
  const later = (work: () => void): void => void afterStart(clock).then(work);
  const handout = openHandout({ ...parts, ...consent.person, later, env, platform });
  const stopKeeping = keepPauseInSettings(handout.pause, preferences, logger);
  const stopNoting = noteTrailTrouble(handout.trail, core.activity);
  consent.endWithLock(handout.consents);
  const stopLooking = handout.consents.onChange(() =>
    consent.person.ask.lookAgain((question) => isStillAsked(handout.consents, question)),
  );
  return {
    handout,
    ask: consent.person.ask,
    setNotifier: (teller) => consent.setNotifier(teller),
    async dispose() {
      stopKeeping();
      stopNoting();
      stopLooking();
      consent.dispose();
      await handout.dispose();
    },
  };
}

interface ConsentParts {
  readonly registry: Pick<ProfileRegistry, 'list' | 'onChange'>;
  /** False once the app's files on the disk were replaced. */
  readonly mayLoad: () => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface AppConsent {
  /** Asks and notifies the user for the hand-out. */
  readonly person: { readonly ask: AskWithBackoff; readonly notifier: NotifyUser };
  /** Sets who notifies the user of first uses. */
  setNotifier(teller: NotifyUser): void;
  /** Ends consents that last until the screen is locked. */
  endWithLock(consents: Pick<Consents, 'list' | 'onChange' | 'endRun'>): void;
  dispose(): void;
}

/** The consent prompt and its window, the screen lock, and the notice of first uses. */
function openConsent({ registry, mayLoad, clock, logger }: ConsentParts): AppConsent {
  const lock = createScreenLock({ power: powerMonitor, platform: process.platform, clock, logger });
  const window = createPromptWindow({
    preloadPath: path.join(__dirname, 'consent-preload.cjs'),
    allowDevTools: !app.isPackaged,
    backgroundColor: windowBackground,
    mayLoad,
    presses: new Presses(clock),
    clock,
    logger,
  });
  const questions = createConsentQuestions({ window, lock, accounts: promptAccounts(registry), clock });
  let teller: NotifyUser | undefined;
  const stops: Unsubscribe[] = [];
  return {
    person: { ask: new AskWithBackoff(questions, clock), notifier: { notify: (use) => teller?.notify(use) } },
    setNotifier(next) {
      teller = next;
    },
    endWithLock: (consents) => stops.push(endRunWithLock(consents, lock)),
    dispose() {
      for (const stop of stops) stop();
      questions.dispose();
      lock.dispose();
    },
  };
}

function isStillAsked(consents: Pick<Consents, 'decide'>, question: ConsentQuestion): boolean {
  try {
    return consents.decide(question).kind === 'ask';
  } catch {
    // The consents cannot be read, so the question counts as still open.
    return true;
  }
}
