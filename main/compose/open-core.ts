// Connects the core with its adapters: everything that needs no window. Called by main/desktop/index.ts.
import * as path from 'node:path';
import { createChunkedKeychain } from '../adapters/keychain/chunked-keychain';
import { createKeychain } from '../adapters/keychain/create-keychain';
import { createLineFile } from '../adapters/files/line-file';
import { createFileTokenStore } from '../adapters/stores/file-token-store';
import { createJournalFiles } from '../adapters/app-data/journal-files';
import { takeOverJournals } from '../adapters/app-data/journal-takeover';
import type { KeychainChildHost } from '../adapters/keychain/keychain-child-host';
import { createPinnedKeychainStore } from '../adapters/stores/keychain-pinned-store';
import { createKeychainTokenStore } from '../adapters/stores/keychain-token-store';
import { createMemoryTokenStore } from '../adapters/stores/memory-token-store';
import { createInteractiveScope, type InteractiveScope } from '../adapters/keychain/interactive-scope';
import { createNodeCrypto } from '../adapters/platform/node-crypto';
import { createAskedWaitsFiles } from '../adapters/places/asked-waits-files';
import { createPlaceNotificationFiles } from '../adapters/places/place-notification-files';
import { createSpentTokensFiles } from '../adapters/places/spent-tokens-files';
import { createRemovalMarksFiles } from '../adapters/places/removal-marks-files';
import { resolvePlace } from '../adapters/places/resolve-place';
import { openProfilesFile } from '../adapters/app-data/profiles-file';
import { createRefreshLock } from '../adapters/locks/refresh-lock-create';
import { createSealedFileKeys, type SealedFileKeys } from '../adapters/stores/sealed-file-keys';
import { createSealedFileTokenStore } from '../adapters/stores/sealed-file-token-store';
import { ActivityLog } from '../core/activity/activity-log';
import { PasswordSignIn } from '../core/sign-in/password-sign-in';
import type { AuthGateway } from '../core/ports/auth-gateway';
import type { Clock } from '../core/ports/clock';
import type { Journal } from '../core/ports/journal';
import type { Logger } from '../core/ports/logger';
import type { ProfileIndex } from '../core/ports/profile-index';
import type { Crypto } from '../core/ports/crypto';
import { placeKey } from '../core/ports/place-key';
import { ProfileRegistry } from '../core/profiles/profile-registry';
import type { CreateStore } from '../core/profiles/profile-place';
import { InTime } from '../core/storage/in-time';
import { SingleUseTokens } from '../core/storage/single-use-tokens';
import { waitsInTime } from '../core/storage/ports-in-time';
import { TokenLifecycleManager } from '../core/refresh/token-lifecycle-manager';

/** A refresh every eight minutes fills about 650 KB a month. */
const ACTIVITY_SIZE = { largestBytes: 2 * 1024 * 1024, fileCount: 4 };

export interface CoreParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly gateway: AuthGateway;
  readonly keychainHost: KeychainChildHost;
  /** The folder of `profiles.json`. */
  readonly dataDirectory: string;
  /** The user's folder for locks and journals, shared by all data folders. */
  readonly stateDirectory: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** Node's own unless given. */
  readonly crypto?: Crypto;
  /**
   * For one command, not an app: there is no automatic refresh (see {@link TokenLifecycleManager}), and an account
   * that is not in the index is not shown.
   */
  readonly isOnDemand?: boolean | undefined;
  /** See {@link openProfilesFile}; absent: always true. */
  readonly mayList?: (() => boolean) | undefined;
}

/** The core of a running app. */
export interface Core {
  readonly registry: ProfileRegistry;
  readonly index: ProfileIndex;
  readonly lifecycle: TokenLifecycleManager;
  readonly activity: ActivityLog;
  readonly passwordSignIn: PasswordSignIn;
  readonly interactive: InteractiveScope;
  readonly sealedFiles: SealedFileKeys;
  dispose(): void;
}

/**
 * Opens the index of profiles. `registry.open()` reads the profiles' stores later, so that they do not delay the
 * start.
 */
export async function openCore(parts: CoreParts): Promise<Core> {
  const { clock, logger, random, gateway, platform, env, crypto = createNodeCrypto() } = parts;
  const interactive = createInteractiveScope();
  const plainKeychain = createKeychain({
    host: parts.keychainHost,
    clock,
    platform,
    env,
    isInteractive: () => interactive.isActive(),
  });
  const keychain = createChunkedKeychain({ keychain: plainKeychain, platform, logger });
  const sealedFiles = createSealedFileKeys(crypto);
  const createStore: CreateStore = (profileId, choice, isExpected, pin) => {
    switch (choice.kind) {
      case 'keychain': {
        const store = createKeychainTokenStore({ keychain, profileId, isExpected });
        const { readProvider } = plainKeychain;
        return createPinnedKeychainStore({ store, keychain: plainKeychain, readProvider, pin, random });
      }
      case 'sealed-file':
        return createSealedFileTokenStore({ path: choice.path, keys: sealedFiles, crypto, isExpected, logger });
      case 'file':
        return createFileTokenStore({ path: choice.path, expectedOrigin: gateway.origin, isExpected, logger });
      case 'memory':
        return createMemoryTokenStore();
    }
  };
  const { dataDirectory, stateDirectory } = parts;
  const lock = createRefreshLock({ directory: stateDirectory, platform, clock, env });
  const profilesPath = path.join(dataDirectory, 'profiles.json');
  const index = await openProfilesFile({ path: profilesPath, lock, clock, logger, mayList: parts.mayList });
  const placeOfProfile = (profileId: string): string => {
    const entry = index.list().find(({ id }) => id === profileId);
    return placeKey(profileId, entry?.store ?? { kind: 'keychain' });
  };
  const isUnsure = index.trouble !== undefined;
  // If no list may be written, there was none before.
  const isLost = isUnsure && parts.mayList?.() !== false;
  await takeOverJournals({ dataDirectory, stateDirectory, placeOfProfile, isUnsure, logger }).catch((error: unknown) =>
    logger.error('the journals of an earlier version could not be taken over; the next start tries again', error),
  );
  const createJournal = (place: string): Journal =>
    createJournalFiles({ directory: stateDirectory, place, clock, logger });
  const lifecycle = new TokenLifecycleManager({
    ...{ clock, logger, random, isOnDemand: parts.isOnDemand },
    askedWaits: {
      waits: waitsInTime(createAskedWaitsFiles({ directory: stateDirectory }), new InTime(clock)),
      crypto,
    },
  });
  const registry = new ProfileRegistry({
    index,
    lifecycle,
    gateway,
    isFirstHidden: parts.isOnDemand && !isLost,
    createStore,
    createJournal,
    lock,
    marks: createRemovalMarksFiles({ directory: stateDirectory }),
    notifications: createPlaceNotificationFiles({ directory: stateDirectory }),
    singleUse: new SingleUseTokens({
      spent: createSpentTokensFiles({ directory: stateDirectory }),
      lock,
      crypto,
      clock,
      logger,
    }),
    resolvePlace,
    crypto,
    clock,
    logger,
    random,
  });
  const activity = new ActivityLog({
    clock,
    logger,
    file: createLineFile({ path: path.join(dataDirectory, 'activity.jsonl'), ...ACTIVITY_SIZE }),
    isForThisRun: (profileId) => registry.list().some(({ id, isDemo }) => isDemo && id === profileId),
  });
  return {
    registry,
    index: registry.index,
    lifecycle,
    activity,
    passwordSignIn: new PasswordSignIn(clock),
    interactive,
    sealedFiles,
    dispose() {
      registry.dispose();
      lifecycle.dispose();
      plainKeychain.dispose();
      sealedFiles.dispose();
    },
  };
}
