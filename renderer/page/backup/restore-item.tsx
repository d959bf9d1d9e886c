// One profile of an opened backup: its data, the effect of a restore, its possible targets and check boxes. Part of the restore preview.
import {
  chosenOption,
  type RestorableProfile,
  type RestoreChoice,
  type RestoreOption,
  type RestoreWay,
  restoreOptions,
  restoreWords,
} from '../../model/restore-model';
import { useApp } from '../../state/app-context';
import { ownerWords } from '../../text/account-words';
import { toggled } from '../../view/check-list';
import { FieldError } from '../../view/field';

export interface RestoreItemProps {
  readonly profile: RestorableProfile;
  readonly choice: RestoreChoice;
  readonly onChange: (choice: RestoreChoice) => void;
  /** Shown when the second tick is missing. */
  readonly consentError: string | undefined;
}

export function RestoreItem({ profile, choice, onChange, consentError }: RestoreItemProps) {
  const { dates } = useApp();
  const { id } = profile;
  const options = restoreOptions(profile);
  const option = chosenOption(profile, choice);
  const isChosen = choice.chosen.has(id);
  const hasConsent = choice.replaceNewer.has(id);
  const error = isChosen && !hasConsent ? consentError : undefined;
  const dateWords = [
    `Saved ${dates.fullDate(profile.savedAtMs)}`,
    ...(profile.signInEndsAtMs === undefined ? [] : [`sign-in valid until ${dates.fullDate(profile.signInEndsAtMs)}`]),
  ].join(', ');
  return (
    <li class="restore-item">
      <label class="check">
        <input
          type="checkbox"
          checked={isChosen}
          disabled={!option}
          aria-describedby={`${id}-effect`}
          onChange={() => onChange({ ...choice, chosen: toggled(choice.chosen, id) })}
        />
        <span>
          <strong>{profile.name}</strong>
          <span class="detail">{ownerWords(profile)}</span>
          <span class="detail">{dateWords}</span>
        </span>
      </label>
      <p class="effect" id={`${id}-effect`}>
        {restoreWords(profile)}
      </p>
      {options.length > 1 && isChosen ? (
        <Ways
          profile={profile}
          options={options}
          chosen={option?.way}
          onChange={(way) => onChange({ ...choice, ways: new Map(choice.ways).set(id, way) })}
        />
      ) : null}
      {option?.needsConsent && isChosen ? (
        <div class="consent">
          <label class="check">
            <input
              type="checkbox"
              checked={hasConsent}
              aria-invalid={error === undefined ? undefined : 'true'}
              aria-describedby={error === undefined ? undefined : `${id}-consent-error`}
              onChange={() => onChange({ ...choice, replaceNewer: toggled(choice.replaceNewer, id) })}
            />
            <span>Replace the newer tokens of {option.into} all the same</span>
          </label>
          <FieldError name={`${id}-consent`} error={error} />
        </div>
      ) : null}
    </li>
  );
}

interface WaysProps {
  readonly profile: RestorableProfile;
  readonly options: readonly RestoreOption[];
  readonly chosen: RestoreWay | undefined;
  readonly onChange: (way: RestoreWay) => void;
}

function Ways({ profile, options, chosen, onChange }: WaysProps) {
  return (
    <fieldset class="group consent">
      <legend>Where {profile.name} goes</legend>
      {options.map(({ way, label, words }) => (
        <label class="check" key={way}>
          <input
            type="radio"
            name={`${profile.id}-way`}
            value={way}
            checked={way === chosen}
            onChange={() => onChange(way)}
          />
          <span>
            {label}
            <span class="detail">{words}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
