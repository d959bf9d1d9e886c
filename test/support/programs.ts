// Several programs on one computer: fakes for one profile's store, journal, lock and server, and any number of programs that share them, at the
// same time or one after another. Only memory ends with a program.
//
//   const programs = new Programs();
//   const [first, second] = [await programs.started(), await programs.started()];
//   await first.refresher.refresh('person');
//   expect([await second.manager.reloadIfNewer(), programs.gateway.asked.length]).toEqual([true, 1]);
import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import type { RefreshLock } from '../../main/core/ports/refresh-lock';
import type { TokenStore } from '../../main/core/ports/token-store';
import type { ProfileRefresher } from '../../main/core/refresh/profile-refresher';
import { TokenLifecycleManager } from '../../main/core/refresh/token-lifecycle-manager';
import { TokenManager } from '../../main/core/storage/token-manager';
import type { TokenRecord } from '../../main/core/tokens/token-record';
import { ScriptedAuthGateway } from './fakes/auth-gateway/scripted-auth-gateway';
import { FakeClock } from './fakes/clock/fake-clock';
import { RecordingLogger } from './fakes/logger/recording-logger';
import { createMemoryRefreshLock, type LockTable } from './fakes/refresh-lock/memory-refresh-lock';
import { MemorySpentTokens } from './fakes/spent-tokens/memory-spent-tokens';
import { ScriptedTokenStore } from './fakes/token-store/scripted-token-store';
import { makeJournal } from './make-journal';
import { makePlace } from './make-place';
import { makeTokens } from './make-jwt';
import { makeOneUse } from './make-single-use-tokens';

/** The sign-in that all programs share at first. */
const SIGN_IN_ID = 'a'.repeat(32);

/** Parts of one program that replace the shared ones. */
export interface OwnParts {
  readonly store?: TokenStore;
  readonly lock?: RefreshLock;
  /** The program's name for the account, and so for its keychain entry. */
  readonly profileId?: string;
}

export interface Program {
  readonly manager: TokenManager;
  readonly refresher: ProfileRefresher;
}

export class Programs {
  readonly clock = new FakeClock();
  readonly logger = new RecordingLogger();
  readonly gateway = new ScriptedAuthGateway(this.clock);
  readonly #journal = makeJournal(this.logger);
  readonly files = this.#journal.files;
  readonly journal = this.#journal.journal;
  readonly store: ScriptedTokenStore;
  readonly table: LockTable = new Map();
  readonly spent = new MemorySpentTokens();

  /** The store contains the record of a first sign-in, or nothing. */
  constructor(kept: 'signed-in' | 'empty' = 'signed-in') {
    this.store = new ScriptedTokenStore(kept === 'empty' ? undefined : this.record(1));
  }

  /** A record of this moment that the journal's key opens. */
  record(generation: number, tokens = makeTokens(this.clock.nowMs()), signInId = SIGN_IN_ID): TokenRecord {
    const nowMs = this.clock.nowMs();
    return this.#journal.record(generation, { serverOffsetMs: 0, savedAtMs: nowMs, tokens, signInId });
  }

  /** The lock of one more program. */
  newLock(): RefreshLock {
    return createMemoryRefreshLock(this.clock, this.table);
  }

  /** One more program. It has read nothing yet. */
  program(own: OwnParts = {}): Program {
    const { clock, logger, journal, spent } = this;
    const random = () => 0.5;
    const { store = this.store, lock = this.newLock(), profileId = 'default' } = own;
    const common = { profileId, origin: 'https://axiom.trade', clock, logger, random };
    const manager = new TokenManager({
      ...common,
      place: makePlace(store, profileId, journal),
      singleUse: makeOneUse({ spent, lock, clock, logger }),
      crypto: createNodeCrypto(),
      lock,
    });
    const refresher = new TokenLifecycleManager({ clock, logger, random }).add(manager, this.gateway);
    return { manager, refresher };
  }

  /** One more program that has read store and journal. */
  async started(own: OwnParts = {}): Promise<Program> {
    const program = this.program(own);
    await program.manager.load();
    return program;
  }

  /** One more program in which a person has just signed in. */
  async signedIn(): Promise<Program> {
    const program = await this.started();
    await program.manager.setTokens(makeTokens(this.clock.nowMs()));
    return program;
  }
}
