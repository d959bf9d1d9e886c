// Handlers of the backup calls: create a backup, open one to see its contents, restore chosen profiles of it.
import type { BackupContents, BackupProfile } from '../../../core/backup/backup-contents';
import { compareWithPresent } from '../../../core/backup/backup-comparison';
import { createBackupService } from '../../../core/backup/backup-service';
import { AxiomTokenError } from '../../../core/base/errors';
import { Secret } from '../../../core/base/secret';
import { createInTurn } from '../../../core/flow/in-turn';
import { requireNewPassphrase } from '../../../core/sealing/passphrase-keys';
import type { Profile } from '../../../core/profiles/profile';
import type { TokenRecord } from '../../../core/tokens/token-record';
import type { BackupPreview } from '../../../../preload/contract/backup-preview-schema';
import type { Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';
import { forEachProfile, type ProfileResults } from './each-profile';
import { restoreProfile } from './restore-profile';

type BackupCalls = 'createBackup' | 'openBackup' | 'closeBackup' | 'restoreBackup';

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
  /** Ends what is still done for a backup that was to be opened. */
  let opening = new AbortController();

  const compare = async (contents: BackupContents): Promise<BackupPreview['profiles']> => {
    const usedUp = new Set<string>();
    for (const { id, record } of contents.profiles) if (await registry.isUsedUp(record.tokens)) usedUp.add(id);
    const present = new Map<string, TokenRecord>();
    const unread = new Set<string>();
    for (const { id, manager } of registry.list()) {
      const record = manager.getRecord();
      if (record) present.set(id, record);
      else if (manager.storageFacet !== 'saved') unread.add(id);
    }
    return compareWithPresent(contents, present, services.origin).map((profile) => {
      const { id, effect } = profile;
      const isPossible = effect === 'add' || effect === 'replace-older' || effect === 'replace-newer';
      if (isPossible && usedUp.has(id)) return { ...profile, effect: 'used-up' };
      // What could not be read is not nothing.
      return effect === 'add' && unread.has(id) ? { ...profile, effect: 'unread' } : profile;
    });
  };

  return {
    async createBackup({ profileIds, passphrase }) {
      const chosen = [...new Set(profileIds)].map((profileId) => registry.get(profileId));
      // Before anybody is asked for a file that would not be written.
      requireNewPassphrase(new Secret(passphrase));
      await collect(chosen);
      const path = await files.askWhereToSaveBackup(suggestedName(clock.nowMs()));
      if (path === undefined) throw new AxiomTokenError('CANCELLED');
      // As they are now: a pair that was refreshed while the dialog was open is used up.
      const { done: profiles, failed } = await collect(chosen);
      const bytes = await backups.createBackup(profiles, new Secret(passphrase));
      await files.writeBackup(path, bytes);
      activity.add('app', `Backup of ${profiles.map(({ name }) => name).join(', ')} saved`);
      const saved = { path, profileCount: profiles.length };
      return failed.length === 0 ? saved : { ...saved, leftOut: [...failed] };
    },

    async openBackup({ passphrase }) {
      opening.abort();
      const { signal } = (opening = new AbortController());
      const path = await files.askForBackup();
      if (path === undefined || signal.aborted) throw new AxiomTokenError('CANCELLED');
      const contents = await backups.openBackup(await files.readBackup(path), new Secret(passphrase), signal);
      if (signal.aborted) throw new AxiomTokenError('CANCELLED');
      const id = Buffer.from(crypto.randomBytes(12)).toString('hex');
      opened = { id, contents, untilMs: clock.monotonicMs() + OPENED_LIFE_MS };
      return {
        backupId: id,
        fileName: path.split(/[\\/]/).at(-1) ?? path,
        createdAtMs: contents.createdAtMs,
        profiles: await compare(contents),
      };
    },

    async closeBackup() {
      opening.abort();
      opened = undefined;
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
        const chosen = contents.profiles.filter(({ id }) => profileIds.includes(id));
        if (chosen.length < new Set(profileIds).size) {
          throw new AxiomTokenError('INVALID_INPUT', {
            message: 'That account is not in the backup.',
          });
        }
        // Also those whose turn comes late are refused after a sign-out.
        const asked = new Map(
          registry.list().map((known) => [known.id, { known, request: known.manager.requests.begin() }]),
        );
        // One after the other: two keychain prompts at once would confuse, and the backup may have one sign-in twice.
        const inTurn = createInTurn();
        const { done: restored, failed } = await forEachProfile(chosen, (profile) =>
          inTurn(async () => {
            const { id } = profile;
            const mayReplaceNewer = replaceNewer.includes(id);
            await restoreProfile(services, { contents, profile, mayReplaceNewer, asked: asked.get(id) });
            activity.add('sign-in', 'Restored from a backup', id);
            return id;
          }),
        );
        if (failed.length > 0) return { restored: [...restored], refused: [...failed] };
        opened = undefined;
        return { restored: [...restored] };
      });
    },
  };
}
/** The records of all that have one, and why the others are left out. @throws AxiomTokenError when none is left: see {@link toBackUp} */
async function collect(chosen: readonly Profile[]): Promise<ProfileResults<BackupProfile>> {
  const results = await forEachProfile(chosen, async (profile) => toBackUp(profile));
  if (results.done.length > 0) return results;
  const why = results.failed.map(({ name, message }) => `${name}: ${message}`).join(' ');
  throw new AxiomTokenError('TOKEN_NOT_FOUND', { message: `None of these can be backed up. ${why}` });
}

/** @throws AxiomTokenError `TOKEN_NOT_FOUND`, or why it is not known whether there are tokens */
function toBackUp({ id, name, manager }: Profile): BackupProfile {
  const record = manager.getRecord();
  if (record) return { id, name, record };
  if (manager.storageFailure) throw manager.storageFailure;
  if (manager.storageFacet === 'opening') {
    throw new AxiomTokenError('STORAGE_UNAVAILABLE', { message: `The tokens of ${name} are still being read.` });
  }
  throw new AxiomTokenError('TOKEN_NOT_FOUND', { message: `There are no tokens in ${name} to back up.` });
}

function suggestedName(nowMs: number): string {
  const stamp = new Date(nowMs).toISOString().slice(0, 16).replace('T', '-').replace(':', '');
  return `axiom-tokens-${stamp}.axiombackup`;
}
