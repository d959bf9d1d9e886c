// What a restore would do to each profile of an opened backup, where it can go, and the request for the chosen ones. Pure; used by the restore pages.
import type { BackupPreview } from '../../preload/contract/backup-preview-schema';
import type { CallRequest } from '../../preload/contract/schemas';

/** A profile of an opened backup. */
export type RestorableProfile = BackupPreview['profiles'][number];
type Effect = RestorableProfile['effect'];

/** Into the account with its own id; into the one with the same Axiom account; or as a new one. */
export type RestoreWay = 'own' | 'holder' | 'new';

/** The person's choices, by profile id. */
export interface RestoreChoice {
  readonly chosen: ReadonlySet<string>;
  /** Second tick: newer tokens here may be replaced. */
  readonly replaceNewer: ReadonlySet<string>;
  /** The chosen way, where there are several. */
  readonly ways: ReadonlyMap<string, RestoreWay>;
}

/** One way to restore a profile. */
export interface RestoreOption {
  readonly way: RestoreWay;
  readonly needsConsent: boolean;
  /** The account here whose tokens are replaced or set. */
  readonly into: string;
  /** The label as one of several answers. */
  readonly label: string;
  readonly words: string;
}

interface Rule {
  readonly canChoose: boolean;
  readonly words: string;
}

const RULES: Readonly<Record<Effect, Rule>> = {
  add: { canChoose: true, words: 'Adds the tokens. This account has none here.' },
  'used-up': {
    canChoose: false,
    words: 'Cannot be restored: on this computer these tokens were exchanged for newer ones.',
  },
  unread: {
    canChoose: true,
    words:
      'What this account has here could not be read. Restoring tries again, and never replaces newer tokens that it finds.',
  },
  same: { canChoose: false, words: 'Already here, the same tokens. There is nothing to do.' },
  'replace-older': { canChoose: true, words: 'Replaces older tokens of this account.' },
  'replace-newer': {
    canChoose: true,
    words: 'The tokens here are newer. Those in the backup have probably stopped working.',
  },
  'other-account': {
    canChoose: false,
    words: 'Not restored: the account of that name here is another one at Axiom.',
  },
  'other-origin': {
    canChoose: false,
    words: 'Not restored: these tokens are for another server than the one this app uses.',
  },
};

const TWO_SIGN_INS = 'After that there are two sign-ins of one Axiom account here.';

/**
 * The ways to restore a profile, the most sensible first; none when it cannot be restored. For a second profile with the same Axiom account in a backup, the first
 * way is an account of its own: in the other's place it would replace it.
 */
export function restoreOptions(profile: RestorableProfile): readonly RestoreOption[] {
  const options = everyOption(profile);
  const isOwn = ({ way }: RestoreOption): boolean => way !== 'holder';
  return profile.twin === undefined ? options : [...options.filter(isOwn), ...options.filter((each) => !isOwn(each))];
}

function everyOption(profile: RestorableProfile): readonly RestoreOption[] {
  const { name, effect, holder, newName } = profile;
  if (holder?.effect === 'same') return [];
  const options: RestoreOption[] = [];
  if (holder && RULES[holder.effect].canChoose) {
    options.push({
      way: 'holder',
      needsConsent: holder.effect === 'replace-newer',
      into: holder.name,
      label: `Into ${holder.name}`,
      words:
        holder.effect === 'replace-newer'
          ? `The tokens of ${holder.name} are newer. Those in the backup have probably stopped working.`
          : `Replaces the older tokens of ${holder.name}.`,
    });
  }
  if (RULES[effect].canChoose && newName === undefined) {
    options.push({
      way: 'own',
      needsConsent: effect === 'replace-newer',
      into: name,
      label: `As an account of its own, ${name}`,
      words: holder && effect === 'add' ? TWO_SIGN_INS : RULES[effect].words,
    });
  }
  if (newName !== undefined) {
    const beside =
      effect === 'other-account'
        ? `The account of that name here is another one at Axiom and stays as it is. This one is added beside it as “${newName}”.`
        : `Adds the tokens as “${newName}”: another account here has that name.`;
    options.push({
      way: 'new',
      needsConsent: false,
      into: newName,
      label: `As an account of its own, ${newName}`,
      words: holder ? TWO_SIGN_INS : beside,
    });
  }
  return options;
}

/** The way for a ticked profile; `undefined` when it cannot be restored. */
export function chosenOption(profile: RestorableProfile, choice: RestoreChoice): RestoreOption | undefined {
  const options = restoreOptions(profile);
  return options.find(({ way }) => way === choice.ways.get(profile.id)) ?? options[0];
}

/** What restoring would do, or why it is impossible; with several ways, what has to be decided. */
export function restoreWords(profile: RestorableProfile): string {
  const { effect, holder, twin } = profile;
  const [only, ...others] = restoreOptions(profile);
  const words =
    holder?.effect === 'same'
      ? `Already here, in ${holder.name}: the same tokens. There is nothing to do.`
      : holder && others.length > 0
        ? `${holder.name} is signed in to this Axiom account already.`
        : (only?.words ?? RULES[effect].words);
  return twin === undefined || !only ? words : `${words} It is the same Axiom account as ${twin} in this backup.`;
}

/** The initial choice: ticks profiles that surely add tokens or replace older ones, but none that needs a decision. */
export function firstChoice(preview: BackupPreview): RestoreChoice {
  const safe = preview.profiles.filter(
    ({ effect, holder }) => (effect === 'add' || effect === 'replace-older') && holder === undefined,
  );
  return { chosen: new Set(safe.map(({ id }) => id)), replaceNewer: new Set(), ways: new Map() };
}

/** Ids that are ticked but still need the second tick. */
export function missingConsents(preview: BackupPreview, choice: RestoreChoice): readonly string[] {
  return preview.profiles
    .filter((profile) => choice.chosen.has(profile.id) && chosenOption(profile, choice)?.needsConsent)
    .map(({ id }) => id)
    .filter((id) => !choice.replaceNewer.has(id));
}

/** The account here that several ticked profiles would go into, so that only the last would remain; absent when there is none. */
export function sharedTarget(preview: BackupPreview, choice: RestoreChoice): string | undefined {
  const targets = preview.profiles.flatMap((profile) =>
    choice.chosen.has(profile.id) ? (chosenOption(profile, choice)?.into ?? []) : [],
  );
  return targets.find((into, at) => targets.indexOf(into) !== at);
}

/** The part of a choice that is still valid after the backup was compared again. */
export function keptChoice(preview: BackupPreview, choice: RestoreChoice): RestoreChoice {
  const able = preview.profiles.filter((profile) => restoreOptions(profile).length > 0);
  return { ...choice, chosen: new Set(able.map(({ id }) => id).filter((id) => choice.chosen.has(id))) };
}

/** The request for the ticked profiles. */
export function restoreRequest(preview: BackupPreview, choice: RestoreChoice): CallRequest<'restoreBackup'> {
  const restored = preview.profiles.flatMap((profile) => {
    const option = choice.chosen.has(profile.id) ? chosenOption(profile, choice) : undefined;
    return option ? [{ id: profile.id, ...option }] : [];
  });
  const idsBy = (way: RestoreWay): string[] => restored.filter((each) => each.way === way).map(({ id }) => id);
  const [intoHolder, asNew] = [idsBy('holder'), idsBy('new')];
  return {
    backupId: preview.backupId,
    profileIds: restored.map(({ id }) => id),
    replaceNewer: restored
      .filter(({ id, needsConsent }) => needsConsent && choice.replaceNewer.has(id))
      .map(({ id }) => id),
    ...(intoHolder.length > 0 ? { intoHolder } : {}),
    ...(asNew.length > 0 ? { asNew } : {}),
  };
}

/** Whether any profile can be restored. */
export function canChooseAny(preview: BackupPreview): boolean {
  return preview.profiles.some((profile) => restoreOptions(profile).length > 0);
}

/** "Restore 2 accounts". */
export function restoreLabel(preview: BackupPreview, choice: RestoreChoice): string {
  const count = restoreRequest(preview, choice).profileIds.length;
  return count === 0 ? 'Restore' : `Restore ${count} ${count === 1 ? 'account' : 'accounts'}`;
}
