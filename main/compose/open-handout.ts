// Connects the hand-out with its files. Called by the app, and by a command line without the app.
import * as path from 'node:path';
import { createConsentsFile } from '../adapters/handout/consents-file';
import { openPauseFile } from '../adapters/handout/pause-file';
import { createTokenTags } from '../adapters/handout/token-tags';
import { createTrailFiles } from '../adapters/handout/trail-files';
import { createRefreshLock } from '../adapters/locks/refresh-lock-create';
import { createNodeCrypto } from '../adapters/platform/node-crypto';
import type { AskUser, NotifyUser } from '../handout/consent';
import type { Handout } from '../handout/handout';
import { KeptConsents } from '../handout/kept-consents';
import { KeptTrail } from '../handout/kept-trail';
import { SharedPauseSwitch } from '../handout/shared-pause-switch';
import { TokenGate } from '../handout/token-gate';
import type { HandoutParts } from './handout-parts';
import { watchRemovedAccounts } from './removed-accounts';

/** For a program without a window to ask in. */
export const NOBODY_TO_ASK: AskUser = { ask: async () => ({ decision: 'unanswered', why: 'nobody' }) };
/** For a program that cannot show notifications; the audit trail has the entry anyway. */
export const NOBODY_TO_NOTIFY: NotifyUser = { notify: () => undefined };

/** Opens the hand-out. The pause is in effect when this returns; all other files are read at the first request. Never throws. */
export function openHandout(parts: HandoutParts): Handout {
  const { core, ask, notifier, dataDirectory, stateDirectory, clock, logger, env, platform } = parts;
  const { registry, lifecycle } = core;
  const crypto = createNodeCrypto();
  const lock = createRefreshLock({ directory: stateDirectory, platform, clock, env });
  const inData = (name: string): string => path.join(dataDirectory, name);
  const isForThisRun = (profileId: string): boolean =>
    registry.list().some(({ id, isDemo }) => isDemo && id === profileId);
  const trailPath = inData('trail.jsonl');
  const trail = new KeptTrail({
    file: createTrailFiles({ path: trailPath, lock, logger }),
    tags: createTokenTags({ path: inData('trail-key.json'), crypto, clock, logger }),
    isForThisRun,
    isLineNeeded: parts.isLineNeeded,
    clock,
    logger,
  });
  const pauseFile = openPauseFile({
    path: inData('pause.json'),
    settingsPath: inData('preferences.json'),
    trailPath,
    stateDirectory,
    later: parts.later,
    logger,
  });
  const pause = new SharedPauseSwitch({ file: pauseFile, lifecycle, trail, clock, logger });
  const consentsFile = createConsentsFile({ path: inData('consents.json'), lock, clock, logger });
  const consents = new KeptConsents({ file: consentsFile, trail, crypto, isForThisRun, clock, logger });
  const gate = new TokenGate({ registry, pause, consents, trail, ask, notifier, clock, logger });
  const stopWatching = watchRemovedAccounts(registry, (profileId) => consents.forgetAccount(profileId));
  return {
    gate,
    pause,
    consents,
    trail,
    async dispose() {
      stopWatching();
      pause.dispose();
      await Promise.all([consents.dispose(), trail.dispose()]);
    },
  };
}
