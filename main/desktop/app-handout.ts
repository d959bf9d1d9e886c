// Opens the hand-out of the app: its files, and the person whom it asks and tells. Called by main/desktop/index.ts once core and settings are open.
import type { PreferencesStore } from '../adapters/app-data/preferences-store';
import type { Core } from '../compose/open-core';
import { openHandout } from '../compose/open-handout';
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { AskPerson, TellPerson } from '../handout/consent';
import type { Handout } from '../handout/handout';
import { openConsent } from './open-consent';
import { keepPauseInSettings } from './pause-in-settings';

export interface AppHandoutParts {
  readonly core: Pick<Core, 'registry' | 'lifecycle'>;
  readonly preferences: PreferencesStore;
  readonly dataDirectory: string;
  readonly stateDirectory: string;
  /** False once the files of the app were replaced under it. */
  readonly mayLoad: () => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface AppHandout {
  readonly handout: Handout;
  /** Asks a person. */
  readonly ask: AskPerson;
  /** From now on a person is told of first uses there. */
  readonly tellWith: (teller: TellPerson) => void;
  readonly dispose: () => Promise<void>;
}

/** The pause is in effect when this returns. Call it after the app is ready. */
export function openAppHandout({ preferences, mayLoad, ...parts }: AppHandoutParts): AppHandout {
  const { clock, logger, core } = parts;
  const consent = openConsent({ registry: core.registry, mayLoad, clock, logger });
  const { env, platform } = process;
  const handout = openHandout({ ...parts, ...consent.person, env, platform });
  const stopKeeping = keepPauseInSettings(handout.pause, preferences, logger);
  consent.endWithLock(handout.consents);
  return {
    handout,
    ask: consent.person.ask,
    tellWith: (teller) => consent.tellWith(teller),
    async dispose() {
      stopKeeping();
      consent.dispose();
      await handout.dispose();
    },
  };
}
