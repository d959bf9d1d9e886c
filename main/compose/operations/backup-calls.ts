// Backs up and restores. A backup over the socket needs the user's yes, because the program that chooses the passphrase can open it.
import { createBackupService } from '../../core/backup/backup-service';
import type { BackupContents } from '../../core/backup/backup-contents';
import { AxiomTokenError, toAxiomTokenError } from '../../core/base/errors';
import { Secret } from '../../core/base/secret';
import { createInTurn } from '../../core/flow/in-turn';
import { forEachProfile, type ProfileResults } from '../../core/intents/each-profile';
import { previewRestore, type PreviewedProfile } from '../../core/intents/restore-preview';
import { leftOutWords, profilesToBackUp } from '../../core/intents/profiles-to-back-up';
import { damagedProfiles, restoreChosen } from '../../core/intents/restore-chosen';
import { requireNewPassphrase } from '../../core/sealing/passphrase-keys';
import type { CallContext, Operations, RestorePlan } from '../../handout/operations';
import { refuseToDestroy, refuseUnlessAllowed } from './ask-user';
import { chosenProfile } from './chosen-profile';
import { oneKeyPerProgram } from './one-key-per-program';
import type { OperationsWorld } from './operation-parts';
import { failureForAccount, remedyForAccount } from './place-words';
import { timeText } from './profile-state';
import { plannedProfile } from './restore-plan';
import { refuseLost, whenOpened, whenOpenedIfPossible, whenSealable } from './when-opened';
import { whenAllRead } from './when-read';
import { wordedRemedy } from './worded-failures';

export function createBackupCalls(world: OperationsWorld): Pick<Operations, 'backup' | 'restore'> {
  const { core, clock, crypto, origin } = world;
  const { registry, activity, interactive } = core;
  const backups = createBackupService({ crypto, clock, appVersion: world.version });

  const planOf = (contents: BackupContents, judged: readonly PreviewedProfile[]): RestorePlan => ({
    made_at: timeText(contents.createdAtMs),
    app_version: contents.appVersion,
    profiles: judged.map(({ preview }) => plannedProfile(preview, whyUnread(preview.id))),
  });

  const whyUnread = (id: string): string | undefined => {
    const known = registry.list().find((profile) => profile.id === id);
    const failure = known?.manager.storageFailure;
    if (!known || !failure) return undefined;
    return `${failure.message} ${wordedRemedy(remedyForAccount(world, known.name, failure.remedy), { source: world.source, call: 'restore' })}`;
  };

  const refuseToRestore = (context: CallContext, chosen: readonly PreviewedProfile[]): Promise<void> => {
    const ids = chosen.flatMap(({ offer }) => offer.holderIds);
    const meant = ids.length > 0 ? ids : registry.list().map(({ id }) => id);
    const names = chosen.map(({ preview }) => preview.name).join(', ');
    return refuseToDestroy(world, context, meant, `restore ${names} from a backup, over what is there`);
  };

  /**
   * The accounts that can be restored: for an account whose sealed file does not exist yet, the passphrase is asked
   * first.
   */
  const sealableOf = (
    chosen: readonly PreviewedProfile[],
    signal: AbortSignal,
  ): Promise<ProfileResults<PreviewedProfile>> => {
    const inTurn = createInTurn();
    const named = chosen.map((judged) => ({ id: judged.preview.id, name: judged.preview.name, judged }));
    return forEachProfile(named, ({ id, judged }) =>
      inTurn(async () => {
        const targets = [id, ...judged.offer.holderIds];
        for (const known of registry.list()) if (targets.includes(known.id)) await whenSealable(world, known, signal);
        return judged;
      }),
    );
  };

  return {
    async backup({ profiles: named, passphrase, openingPassphrase }, context) {
      const chosen = named ? [...new Set(named.map((each) => chosenProfile(world, each)))] : registry.list();
      requireNewPassphrase(new Secret(passphrase));
      const opening = openingPassphrase === undefined ? undefined : new Secret(openingPassphrase);
      for (const profile of chosen)
        await oneKeyPerProgram(world, context, () => whenOpened(world, profile, context.signal, opening));
      // Before the question, so that the user is not asked about a backup that would fail.
      const { done: wanted } = await profilesToBackUp(chosen);
      const names = wanted.map(({ name }) => name).join(', ');
      const task = `write a backup of ${names}, sealed with a passphrase that it has given`;
      await refuseUnlessAllowed(
        world,
        context,
        wanted.map(({ id }) => id),
        task,
      );
      // Read again: a refresh during the question has spent the former refresh token.
      const { done, failed } = await profilesToBackUp(chosen);
      const bytes = await oneKeyPerProgram(world, context, () => backups.createBackup(done, new Secret(passphrase)));
      activity.add('app', `Backup of ${done.map(({ name }) => name).join(', ')} made for ${context.consumer.name}`);
      return {
        file_base64: Buffer.from(bytes).toString('base64'),
        profiles: done.map(({ id }) => id),
        names: done.map(({ name }) => name),
        left_out: failed.map(leftOutWords),
      };
    },

    restore({ file_base64, passphrase, dryRun = false, profiles: named }, context) {
      const { signal } = context;
      return interactive.run(async () => {
        await whenAllRead(registry.list(), signal);
        const bytes = bytesOf(file_base64);
        const contents = await oneKeyPerProgram(world, context, () =>
          backups.openBackup(bytes, new Secret(passphrase), signal),
        );
        const kept = named ?? contents.profiles.flatMap(({ id, name }) => [id, name]);
        for (const known of registry.list()) {
          // An account that stays locked is reported as locked.
          if (kept.includes(known.id) || kept.includes(known.name)) await whenOpenedIfPossible(world, known, signal);
        }
        const judged = await previewRestore({ registry, origin }, contents, new Map());
        const plan = planOf(contents, judged);
        const chosen = chosenOf(judged, named);
        if (dryRun || chosen.length === 0) return { plan, restored: [], refused: [] };
        const isListed = (id: string): boolean => registry.list().some((known) => known.id === id);
        const isAdded = ({ preview, offer }: PreviewedProfile): boolean =>
          offer.holderIds.length === 0 && (offer.newName !== undefined || !isListed(preview.id));
        if (chosen.some(isAdded)) await world.refuseBesideApp?.();
        await refuseToRestore(context, chosen);
        const { done: sealable, failed: unsealed } = await sealableOf(chosen, signal);
        const nameHere = (id: string): string | undefined => {
          const preview = chosen.find((one) => one.preview.id === id)?.preview;
          return preview?.newName ?? preview?.name;
        };
        const { done, failed } = await restoreChosen(
          { registry, origin, activity },
          {
            contents,
            offers: new Map(judged.map(({ preview, offer }) => [preview.id, offer])),
            damagedIds: damagedProfiles({ registry }),
            restoredIds: new Set(),
            addedIds: new Map(),
          },
          choiceOf(sealable, named !== undefined),
        ).catch((error: unknown) => {
          throw failureForAccount(world, nameHere(sealable[0]?.preview.id ?? '') ?? '', toAxiomTokenError(error));
        });
        const restored = done.map((id) => registry.get(id));
        const saved = await forEachProfile(restored, (profile) => refuseLost(world, profile).then(() => profile.id));
        return {
          plan,
          restored: saved.done,
          names: saved.done.map((id) => registry.get(id).name),
          refused: [...unsealed, ...failed, ...saved.failed].map(
            ({ profileId, name, message, remedy }) =>
              `${name}: ${message} ${wordedRemedy(remedyForAccount(world, nameHere(profileId) ?? name, remedy), { source: world.source, call: 'restore' })}`,
          ),
        };
      });
    },
  };
}

/** The named accounts; else all that would not replace newer tokens. @throws AxiomTokenError `INVALID_INPUT` for an account that is not in the backup */
function chosenOf(
  judged: readonly PreviewedProfile[],
  named: readonly string[] | undefined,
): readonly PreviewedProfile[] {
  if (named === undefined) {
    return judged.filter(({ preview }) => ['add', 'replace'].includes(plannedProfile(preview).effect));
  }
  return [...new Set(named)].map((wanted) => {
    const found = judged.find(({ preview: { id, name } }) => id === wanted || name === wanted);
    if (found) return found;
    const names = judged.map(({ preview }) => preview.name).join(', ');
    throw new AxiomTokenError('INVALID_INPUT', {
      message: 'That account is not in the backup.',
      remedy: `It holds: ${names}. Nothing was changed.`,
    });
  });
}

/** Where each account is restored to, as the plan says. Newer tokens are replaced only in accounts that were named. */
function choiceOf(chosen: readonly PreviewedProfile[], isNamed: boolean) {
  const idsOf = (isMeant: (one: PreviewedProfile) => boolean): readonly string[] =>
    chosen.filter(isMeant).map(({ preview }) => preview.id);
  const goesToHolder = ({ preview, offer }: PreviewedProfile): boolean =>
    offer.holderIds.length > 0 && (preview.effect === 'add' || preview.effect === 'other-account');
  return {
    profileIds: idsOf(() => true),
    replaceNewer: isNamed ? idsOf(() => true) : [],
    intoHolder: idsOf(goesToHolder),
    asNew: idsOf((one) => !goesToHolder(one) && one.offer.newName !== undefined),
  };
}

/** @throws AxiomTokenError `BACKUP_CORRUPT` */
function bytesOf(base64: string): Uint8Array {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64').replace(/=+$/, '') !== base64.replace(/=+$/, ''))
    throw new AxiomTokenError('BACKUP_CORRUPT');
  return bytes;
}
