// The hand-out over a test's registry: real gate, pause, consents and trail, with their files in memory and a person played by the test.
//
//   const services = await new TestServices().signedIn();
//   const { gate } = services.handout;
//   await gate.handOut({ profileId: 'default', consumer: BOT, via: 'socket', kind: 'access', minValidMs: 0 });
//   expect(services.handout.told).toHaveLength(1);
import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import type { Clock } from '../../main/core/ports/clock';
import type { Logger } from '../../main/core/ports/logger';
import type { ProfileRegistry } from '../../main/core/profiles/profile-registry';
import type { TokenLifecycleManager } from '../../main/core/refresh/token-lifecycle-manager';
import type { ConsentAnswer, ConsentQuestion, FirstUse, WaitingRequests } from '../../main/handout/consent';
import type { Consumer } from '../../main/handout/consumer';
import type { Handout } from '../../main/handout/handout';
import { KeptConsents } from '../../main/handout/kept-consents';
import { KeptTrail } from '../../main/handout/kept-trail';
import { SharedPauseSwitch } from '../../main/handout/shared-pause-switch';
import { TokenGate } from '../../main/handout/token-gate';
import { MemoryConsentsFile } from './fakes/handout/memory-consents-file';
import { MemoryPauseFile, sharedPause } from './fakes/handout/memory-pause-file';
import { MemoryTrailFile } from './fakes/handout/memory-trail-file';

/** A program with a terminal. */
export const BOT: Consumer = {
  kind: 'program',
  programId: '/usr/bin/bot',
  sessionId: 'tty1',
  name: 'bot in ~/bots',
  binary: 'file 1',
};

export interface TestHandoutParts {
  readonly registry: ProfileRegistry;
  readonly lifecycle: TokenLifecycleManager;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** An open question, and how the test answers it. */
export interface Asked {
  readonly question: ConsentQuestion;
  readonly signal: AbortSignal;
  readonly waiting: WaitingRequests | undefined;
  readonly answer: (answer: ConsentAnswer) => void;
}

export class TestHandout implements Handout {
  readonly #pause = sharedPause();
  readonly pauseFile = new MemoryPauseFile(this.#pause);
  /** The same files as another program has them. */
  readonly pauseElsewhere = new MemoryPauseFile(this.#pause);
  readonly consentsFile = new MemoryConsentsFile();
  readonly trailFile = new MemoryTrailFile();
  /** All questions so far, including closed ones. */
  readonly asked: Asked[] = [];
  readonly told: FirstUse[] = [];
  /** Answers questions at once; without it the test answers those in {@link asked}. */
  answer: ConsentAnswer | undefined;
  readonly trail: KeptTrail;
  readonly pause: SharedPauseSwitch;
  readonly consents: KeptConsents;
  readonly gate: TokenGate;

  constructor({ registry, lifecycle, clock, logger }: TestHandoutParts) {
    const crypto = createNodeCrypto();
    const isForThisRun = (profileId: string): boolean =>
      registry.list().some(({ id, isDemo }) => isDemo && id === profileId);
    const tags = { tagOf: (token: { expose(): string }) => String(token.expose().length).padStart(8, '0') };
    const trail = new KeptTrail({ file: this.trailFile, tags, isForThisRun, clock, logger });
    const pause = new SharedPauseSwitch({ file: this.pauseFile, lifecycle, trail, clock, logger });
    const consents = new KeptConsents({ file: this.consentsFile, trail, crypto, isForThisRun, clock, logger });
    const ask = {
      ask: (question: ConsentQuestion, signal: AbortSignal, waiting?: WaitingRequests) =>
        new Promise<ConsentAnswer>((resolve) => {
          this.asked.push({ question, signal, waiting, answer: resolve });
          if (this.answer) resolve(this.answer);
        }),
    };
    const notifier = { notify: (use: FirstUse) => void this.told.push(use) };
    this.trail = trail;
    this.pause = pause;
    this.consents = consents;
    this.gate = new TokenGate({ registry, pause, consents, trail, ask, notifier, clock, logger });
  }

  async dispose(): Promise<void> {
    this.pause.dispose();
    await Promise.all([this.consents.dispose(), this.trail.dispose()]);
  }
}
