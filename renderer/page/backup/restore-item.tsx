// One profile of an opened backup: its data, what a restore would do, and its check boxes. Part of the restore preview.
import type { BackupPreview } from '../../../preload/contract/backup-preview-schema';
import { type RestoreChoice, restoreRule } from '../../model/restore-model';
import { useApp } from '../../state/app-context';
import { toggled } from '../../view/check-list';
import { FieldError } from '../../view/field';

export interface RestoreItemProps {
  readonly profile: BackupPreview['profiles'][number];
  readonly choice: RestoreChoice;
  readonly onChange: (choice: RestoreChoice) => void;
  /** Shown where the second tick is missing. */
  readonly consentError: string | undefined;
}

export function RestoreItem({ profile, choice, onChange, consentError }: RestoreItemProps) {
  const { dates } = useApp();
  const { id } = profile;
  const rule = restoreRule(profile.effect);
  const isChosen = choice.chosen.has(id);
  const hasConsent = choice.replaceNewer.has(id);
  const error = isChosen && !hasConsent ? consentError : undefined;
  const dateWords = [
    `Saved ${dates.fullDate(profile.savedAtMs)}`,
    ...(profile.signInEndsAtMs === undefined ? [] : [`sign-in good until ${dates.fullDate(profile.signInEndsAtMs)}`]),
  ].join(', ');
  return (
    <li class="restore-item">
      <label class="check">
        <input
          type="checkbox"
          checked={isChosen}
          disabled={!rule.canChoose}
          aria-describedby={`${id}-effect`}
          onChange={() => onChange({ ...choice, chosen: toggled(choice.chosen, id) })}
        />
        <span>
          <strong>{profile.name}</strong>
          {profile.email === undefined ? null : <span class="detail">{profile.email}</span>}
          <span class="detail">{dateWords}</span>
        </span>
      </label>
      <p class="effect" id={`${id}-effect`}>
        {rule.words}
      </p>
      {rule.needsConsent && isChosen ? (
        <div class="consent">
          <label class="check">
            <input
              type="checkbox"
              checked={hasConsent}
              aria-invalid={error === undefined ? undefined : 'true'}
              aria-describedby={error === undefined ? undefined : `${id}-consent-error`}
              onChange={() => onChange({ ...choice, replaceNewer: toggled(choice.replaceNewer, id) })}
            />
            <span>Replace the newer tokens of {profile.name} all the same</span>
          </label>
          <FieldError name={`${id}-consent`} error={error} />
        </div>
      ) : null}
    </li>
  );
}
