// Handlers of the backup calls: create a backup, open one to see its contents, restore chosen profiles of it.
import type { BackupContents } from '../../../core/backup/backup-contents';
import { compareWithPresent, type ComparedProfile } from '../../../core/backup/backup-comparison';
import { createBackupService } from '../../../core/backup/backup-service';
import { AxiomTokenError } from '../../../core/base/errors';
import { Secret } from '../../../core/base/secret';
import type { TokenRecord } from '../../../core/tokens/token-record';
import type { Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';

type BackupCalls = 'createBackup' | 'openBackup' | 'restoreBackup';

/** How long an opened backup can be restored. */
const OPENED_LIFE_MS = 10 * 60_000;

interface Opened {
  readonly id: string;
  readonly contents: BackupContents;
  readonly untilMs: number;
}

export function createBackupHandlers(services: AppServices): Pick<Handlers, BackupCalls> {
  const { registry, files, activity, clock, crypto } = services;
  const backups = createBackupService({ crypto, clock, appVersion: services.version });
  let opened: Opened | undefined;

  const compare = (contents: BackupContents): readonly ComparedProfile[] => {
    const present = new Map<string, TokenRecord>();
    for (const { id, manager } of registry.list()) {
      const record = manager.getRecord();
      if (record) present.set(id, record);
    }
    return compareWithPresent(contents, present, services.origin);
  };

  return {
    async createBackup({ profileIds, passphrase }) {
      const profiles = profileIds.map((profileId) => {
        const { id, name, manager } = registry.get(profileId);
        const record = manager.getRecord();
        if (!record)
          throw new AxiomTokenError('TOKEN_NOT_FOUND', { message: `There are no tokens in ${name} to back up.` });
        return { id, name, record };
      });
      const bytes = await backups.createBackup(profiles, new Secret(passphrase));
      const path = await files.askWhereToSaveBackup(suggestedName(clock.nowMs()));
      if (path === undefined) throw new AxiomTokenError('CANCELLED');
      await files.writeBackup(path, bytes);
      activity.add(`Backup of ${profiles.map(({ name }) => name).join(', ')} saved`);
      return { path, profileCount: profiles.length };
    },

    async openBackup({ passphrase }) {
      const path = await files.askForBackup();
      if (path === undefined) throw new AxiomTokenError('CANCELLED');
      const contents = await backups.openBackup(await files.readBackup(path), new Secret(passphrase));
      const id = Buffer.from(crypto.randomBytes(12)).toString('hex');
      opened = { id, contents, untilMs: clock.monotonicMs() + OPENED_LIFE_MS };
      return {
        backupId: id,
        fileName: path.split(/[\\/]/).at(-1) ?? path,
        createdAtMs: contents.createdAtMs,
        profiles: [...compare(contents)],
      };
    },

    restoreBackup({ backupId, profileIds, replaceNewer }) {
      return services.interactively(async () => {
        if (!opened || opened.id !== backupId || clock.monotonicMs() > opened.untilMs) {
          throw new AxiomTokenError('INVALID_INPUT', {
            message: 'This backup was opened too long ago.',
            remedy: 'Open the file again. Nothing was changed.',
          });
        }
        const { contents } = opened;
        const effects = new Map(compare(contents).map((profile) => [profile.id, profile]));
        for (const profileId of profileIds) checkEffect(effects.get(profileId), replaceNewer.includes(profileId));
        for (const { id, name, record } of contents.profiles.filter((profile) => profileIds.includes(profile.id))) {
          await restore(services, id, name, record);
          activity.add('Restored from a backup', id);
        }
        opened = undefined;
        return { restored: profileIds };
      });
    },
  };
}

/** Checked again, because the tokens may have changed since the preview. */
function checkEffect(profile: ComparedProfile | undefined, mayReplaceNewer: boolean): void {
  const untouched = 'Nothing was changed.';
  if (!profile)
    throw new AxiomTokenError('INVALID_INPUT', { message: `That profile is not in the backup. ${untouched}` });
  const { name, effect } = profile;
  if (effect === 'other-account') {
    throw new AxiomTokenError('WRONG_ACCOUNT', {
      message: `${name} is signed in to another account than the one in the backup.`,
    });
  }
  if (effect === 'other-origin') {
    throw new AxiomTokenError('WRONG_ORIGIN', {
      message: `The tokens of ${name} in the backup belong to another server.`,
    });
  }
  if (effect === 'replace-newer' && !mayReplaceNewer) {
    throw new AxiomTokenError('INVALID_INPUT', {
      message: `${name} has newer tokens here than in the backup. ${untouched}`,
      remedy: 'Say for this profile that its newer tokens may be replaced, or leave it out.',
    });
  }
}

async function restore(services: AppServices, id: string, name: string, record: TokenRecord): Promise<void> {
  const { registry } = services;
  const isKnown = registry.list().some((profile) => profile.id === id);
  const { manager } = isKnown ? registry.get(id) : await registry.add(id, name);
  // Tokens that cannot be read now may be newer than those of the backup.
  if (manager.storageFacet === 'locked' && manager.storageFailure) throw manager.storageFailure;
  const { email, serverOffsetMs, recordGeneration } = record;
  await manager.setTokens(record.tokens, { email, serverOffsetMs, restoredGeneration: recordGeneration });
}

function suggestedName(nowMs: number): string {
  const stamp = new Date(nowMs).toISOString().slice(0, 16).replace('T', '-').replace(':', '');
  return `axiom-tokens-${stamp}.axiombackup`;
}
