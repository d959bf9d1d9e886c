// What a restore would do to each profile of an opened backup, as text, and which profiles are restored. Pure; used by the restore pages.
import type { BackupPreview } from '../../preload/contract/backup-preview-schema';
import type { CallRequest } from '../../preload/contract/schemas';

type Effect = BackupPreview['profiles'][number]['effect'];

/** What the person ticked, by profile id. */
export interface RestoreChoice {
  readonly chosen: ReadonlySet<string>;
  /** Second tick: newer tokens here may be replaced. */
  readonly replaceNewer: ReadonlySet<string>;
}

/** What a person can do with a profile of the backup. */
export interface RestoreRule {
  readonly canChoose: boolean;
  readonly needsConsent: boolean;
  readonly words: string;
}

const RULES: Readonly<Record<Effect, RestoreRule>> = {
  add: { canChoose: true, needsConsent: false, words: 'Adds the tokens. This account has none here.' },
  'used-up': {
    canChoose: false,
    needsConsent: false,
    words: 'Cannot be restored: on this computer these tokens were exchanged for newer ones.',
  },
  unread: {
    canChoose: true,
    needsConsent: false,
    words:
      'What this account has here could not be read. Restoring tries again, and never replaces newer tokens that it finds.',
  },
  same: { canChoose: false, needsConsent: false, words: 'Already here, the same tokens. There is nothing to do.' },
  'replace-older': { canChoose: true, needsConsent: false, words: 'Replaces older tokens of this account.' },
  'replace-newer': {
    canChoose: true,
    needsConsent: true,
    words: 'The tokens here are newer. Those in the backup have probably stopped working.',
  },
  'other-account': {
    canChoose: false,
    needsConsent: false,
    words: 'Not restored: the account of that name here is another one at Axiom.',
  },
  'other-origin': {
    canChoose: false,
    needsConsent: false,
    words: 'Not restored: these tokens are for another server than this app talks to.',
  },
};

/** The rule for an effect. */
export function restoreRule(effect: Effect): RestoreRule {
  return RULES[effect];
}

/** At first, profiles that surely add or replace older tokens are ticked; others are not. */
export function firstChoice(preview: BackupPreview): RestoreChoice {
  const safe = preview.profiles.filter(({ effect }) => effect === 'add' || effect === 'replace-older');
  return { chosen: new Set(safe.map(({ id }) => id)), replaceNewer: new Set() };
}

/** Ids that are ticked but still need the second tick. */
export function missingConsents(preview: BackupPreview, choice: RestoreChoice): readonly string[] {
  return preview.profiles
    .filter(({ id, effect }) => RULES[effect].needsConsent && choice.chosen.has(id) && !choice.replaceNewer.has(id))
    .map(({ id }) => id);
}

/** The request for the ticked profiles. */
export function restoreRequest(preview: BackupPreview, choice: RestoreChoice): CallRequest<'restoreBackup'> {
  const profileIds = preview.profiles
    .filter(({ id, effect }) => RULES[effect].canChoose && choice.chosen.has(id))
    .map(({ id }) => id);
  return {
    backupId: preview.backupId,
    profileIds,
    replaceNewer: profileIds.filter((id) => choice.replaceNewer.has(id)),
  };
}

/** Whether there is anything to tick. */
export function canChooseAny(preview: BackupPreview): boolean {
  return preview.profiles.some(({ effect }) => RULES[effect].canChoose);
}

/** "Restore 2 accounts". */
export function restoreLabel(preview: BackupPreview, choice: RestoreChoice): string {
  const count = restoreRequest(preview, choice).profileIds.length;
  return count === 0 ? 'Restore' : `Restore ${count} ${count === 1 ? 'account' : 'accounts'}`;
}
