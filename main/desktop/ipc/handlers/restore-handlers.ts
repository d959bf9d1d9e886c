// Handlers of the calls of a restore: choose a backup file, or take the one that was opened from outside, open it to see its contents, compare
// those anew, restore chosen profiles of it, close it.
import { type ComparedProfile, compareWithPresent } from '../../../core/backup/backup-comparison';
import { createBackupService } from '../../../core/backup/backup-service';
import { AxiomTokenError } from '../../../core/base/errors';
import { Secret } from '../../../core/base/secret';
import { createInTurn } from '../../../core/flow/in-turn';
import { freeProfileName } from '../../../core/profiles/profile-names';
import type { TokenRecord } from '../../../core/tokens/token-record';
import type { BackupPreview, ChosenBackup } from '../../../../preload/contract/backup-preview-schema';
import type { CallRequest, Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';
import { forEachProfile } from '../../../core/intents/each-profile';
import { KeptBackup, type Offer, type OpenedBackup } from './kept-backup';
import { restoreProfile, type RestoreTarget } from '../../../core/intents/restore-profile';

type RestoreCalls =
  | 'chooseBackup'
  | 'takeOpenedBackup'
  | 'openBackup'
  | 'compareBackup'
  | 'closeBackup'
  | 'restoreBackup';

/** A profile of a backup beside those here. */
interface Judged {
  readonly preview: BackupPreview['profiles'][number];
  readonly offer: Offer;
}

export function createRestoreHandlers(services: AppServices): Pick<Handlers, RestoreCalls> {
  const { registry, files, activity, clock, crypto } = services;
  const backups = createBackupService({ crypto, clock, appVersion: services.version });
  const kept = new KeptBackup(clock);
  let restoresUnderWay = 0;

  const judge = async ({ contents, addedIds }: Pick<OpenedBackup, 'contents' | 'addedIds'>): Promise<Judged[]> => {
    const usedUp = new Set<string>();
    for (const { id, record } of contents.profiles) if (await registry.isUsedUp(record.tokens)) usedUp.add(id);
    const present = new Map<string, TokenRecord>();
    const unread = new Set<string>();
    for (const { id, manager } of registry.list()) {
      const record = manager.getRecord();
      if (record) present.set(id, record);
      else if (manager.storageFacet !== 'saved') unread.add(id);
    }
    const names = [...registry.list(), ...services.registry.index.list()].map(({ name }) => name);
    return compareWithPresent(contents, present, services.origin).map((compared) => {
      const { holders, ...profile } = withTruth(compared, usedUp, unread);
      const [first] = holders;
      const isListed = registry.list().some(({ id }) => id === profile.id);
      const isAdded = profile.effect === 'other-account' || (profile.effect === 'add' && !isListed);
      // One that was added for it, and has no tokens yet, is the one that gets them.
      const added = registry.list().find(({ id }) => id === addedIds.get(profile.id))?.name;
      const name = isAdded && first?.effect !== 'same' ? (added ?? freeProfileName(profile.name, names)) : undefined;
      if (name !== undefined) names.push(name);
      // Under its own id and name where nobody here has them.
      const newName = name === profile.name && profile.effect === 'add' ? undefined : name;
      const holder = first && { name: registry.get(first.id).name, effect: first.effect };
      return {
        preview: { ...profile, ...(holder && { holder }), ...(newName === undefined ? {} : { newName }) },
        offer: { holderIds: holders.map(({ id }) => id), newName },
      };
    });
  };

  /** What is inside, beside what is here now; noted as what the person was shown. */
  const show = async (backupId: string, opened: Omit<OpenedBackup, 'offers' | 'damagedIds'>, signal: AbortSignal) => {
    const { chosen } = kept.chosen(backupId);
    const judged = await judge(opened);
    if (signal.aborted) throw new AxiomTokenError('CANCELLED');
    const offers = new Map(judged.map(({ preview, offer }) => [preview.id, offer]));
    const damaged = registry.list().filter(({ manager }) => manager.storageFailure?.code === 'STORAGE_CORRUPT');
    kept.open(backupId, { ...opened, offers, damagedIds: new Set(damaged.map(({ id }) => id)) });
    return { ...chosen, profiles: judged.map(({ preview }) => preview) };
  };

  const choose = (fileName: string, createdAtMs: number, bytes: Uint8Array): ChosenBackup => {
    const chosen = { backupId: Buffer.from(crypto.randomBytes(12)).toString('hex'), fileName, createdAtMs };
    kept.choose(chosen, bytes);
    return chosen;
  };

  return {
    async chooseBackup() {
      const signal = kept.begin();
      const path = await files.askForBackup();
      if (path === undefined || signal.aborted) throw new AxiomTokenError('CANCELLED');
      kept.forget();
      const bytes = await files.readBackup(path);
      const { createdAtMs } = backups.readLabel(bytes);
      if (signal.aborted) throw new AxiomTokenError('CANCELLED');
      return choose(path.split(/[\\/]/).at(-1) ?? path, createdAtMs, bytes);
    },

    takeOpenedBackup() {
      // What a person answers, or waits for, was asked about the backup that is chosen now.
      return services.whileNoDialogIsOpen(async () => {
        if (restoresUnderWay > 0) throw restoreUnderWay();
        const { fileName, bytes } = services.openedBackup.take();
        kept.begin();
        return choose(fileName, backups.readLabel(bytes).createdAtMs, bytes);
      });
    },

    async openBackup({ backupId, passphrase }) {
      const { bytes } = kept.chosen(backupId);
      const signal = kept.begin();
      const contents = await backups.openBackup(bytes, new Secret(passphrase), signal);
      return show(backupId, { contents, restoredIds: new Set(), addedIds: new Map() }, signal);
    },

    async compareBackup({ backupId }) {
      return show(backupId, kept.opened(backupId), kept.begin());
    },

    async closeBackup() {
      kept.close();
    },

    restoreBackup(request) {
      restoresUnderWay++;
      const restoring = services.interactively(async () => {
        const { contents, offers, damagedIds, restoredIds, addedIds } = kept.opened(request.backupId);
        const chosen = contents.profiles.filter(({ id }) => request.profileIds.includes(id));
        if (chosen.length < new Set(request.profileIds).size) {
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
            const offer = offers.get(profile.id);
            const addedId = registry.list().find(({ id }) => id === addedIds.get(profile.id))?.id;
            const target = targetOf(profile.id, request, offer, addedId);
            const { id, name } = await restoreProfile(services, {
              contents,
              profile,
              mayReplaceNewer: request.replaceNewer.includes(profile.id),
              target,
              known: asked.get(target.profileId ?? ''),
              damagedIds,
              onAdded: (id) => addedIds.set(profile.id, id),
              agreedIds: new Set([...(offer?.holderIds ?? []), ...restoredIds]),
            });
            restoredIds.add(id);
            const isNew = addedIds.get(profile.id) === id;
            if (isNew) activity.add('sign-in', `Restored from a backup as ${name}`, id, { isBeginning: true });
            else activity.add('sign-in', 'Restored from a backup', id);
            return id;
          }),
        );
        if (failed.length > 0) return { restored: [...restored], refused: [...failed] };
        kept.close();
        return { restored: [...restored] };
      });
      return restoring.finally(() => {
        restoresUnderWay--;
      });
    },
  };
}

function restoreUnderWay(): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', {
    message: 'A restore is under way.',
    remedy: 'Wait until it has ended, then try again. Nothing was changed by this.',
  });
}

/** What is used up cannot be restored anywhere, and what could not be read is not nothing. */
function withTruth(
  compared: ComparedProfile,
  usedUp: ReadonlySet<string>,
  unread: ReadonlySet<string>,
): Omit<ComparedProfile, 'effect'> & Pick<BackupPreview['profiles'][number], 'effect'> {
  const { id, effect, holders } = compared;
  const isOver = effect === 'same' || effect === 'other-origin' || holders[0]?.effect === 'same';
  if (!isOver && usedUp.has(id)) return { ...compared, effect: 'used-up', holders: [] };
  return effect === 'add' && unread.has(id) ? { ...compared, effect: 'unread' } : compared;
}

/** @throws AxiomTokenError `INVALID_INPUT` for what was not offered */
function targetOf(
  id: string,
  request: CallRequest<'restoreBackup'>,
  offer: Offer | undefined,
  addedId: string | undefined,
): RestoreTarget {
  const isNew = request.asNew?.includes(id) === true;
  const isHolder = request.intoHolder?.includes(id) === true;
  const [holderId] = offer?.holderIds ?? [];
  if (!isNew && !isHolder) return { profileId: id };
  if (isNew && !isHolder && offer?.newName !== undefined)
    return addedId === undefined ? { newName: offer.newName } : { profileId: addedId };
  if (isHolder && !isNew && holderId !== undefined) return { profileId: holderId, isHolder: true };
  throw new AxiomTokenError('INVALID_INPUT', {
    message: 'That account of the backup cannot be restored there.',
    remedy: 'Choose the file again. Nothing was changed.',
  });
}
