// Opens what asks and tells a person about programs: the prompt and its window, the screen's lock, and the notification of a first token. Called by main/desktop/index.ts before the
// hand-out is opened, which asks and tells through it; the desktop's notifications come later, with the shell.
import { app, powerMonitor } from 'electron';
import * as path from 'node:path';
import type { Clock, Unsubscribe } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { ProfileRegistry } from '../core/profiles/profile-registry';
import type { AskPerson, TellPerson } from '../handout/consent';
import type { Consents } from '../handout/handout';
import { Presses } from './ipc/presses';
import { createPromptWindow } from './shell/consent/consent-prompt';
import { type AskedAccounts, createConsentQuestions } from './shell/consent/consent-questions';
import { createScreenLock, type ScreenLockWatch } from './shell/system/screen-lock';
import { windowBackground } from './shell/windows/appearance';

export interface ConsentParts {
  readonly registry: Pick<ProfileRegistry, 'list' | 'onChange'>;
  /** False once the files of the app were replaced under it. */
  readonly mayLoad: () => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface ConsentDesk {
  /** Asks and tells for the hand-out. */
  readonly person: { readonly ask: AskPerson; readonly tell: TellPerson };
  /** From now on first uses are told there. */
  tellWith(teller: TellPerson): void;
  /** What holds until the screen is locked ends then. */
  endWithLock(consents: Pick<Consents, 'list' | 'onChange' | 'endRun'>): void;
  dispose(): void;
}

export function openConsent({ registry, mayLoad, clock, logger }: ConsentParts): ConsentDesk {
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
  const questions = createConsentQuestions({ window, lock, accounts: askedAccounts(registry), clock });
  let teller: TellPerson | undefined;
  const stops: Unsubscribe[] = [];
  return {
    person: { ask: questions, tell: { tell: (use) => teller?.tell(use) } },
    tellWith(next) {
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

/** The accounts as the prompt names them. */
export function askedAccounts(registry: ConsentParts['registry']): AskedAccounts {
  return {
    find(profileId) {
      const profile = registry.list().find(({ id }) => id === profileId);
      if (!profile) return undefined;
      const expiresAtMs = profile.manager.getTokens()?.expiresAtMs;
      const validForMs = expiresAtMs === undefined ? undefined : expiresAtMs - profile.manager.serverNowMs();
      return { name: profile.name, validForMs };
    },
    onChange: (listener) => registry.onChange(listener),
  };
}

/** Listens for the lock only once there is something that ends with it. */
export function endRunWithLock(
  consents: Pick<Consents, 'list' | 'onChange' | 'endRun'>,
  lock: Pick<ScreenLockWatch, 'onLock' | 'watch'>,
): Unsubscribe {
  const look = (): void => {
    try {
      if (consents.list().some(({ scope }) => scope === 'run')) lock.watch();
    } catch {
      // What cannot be read allows nothing either.
    }
  };
  const stops = [lock.onLock(() => consents.endRun()), consents.onChange(look)];
  return () => stops.forEach((stop) => stop());
}
