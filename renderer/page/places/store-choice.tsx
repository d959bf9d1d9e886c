// Where one profile's tokens are kept: chosen first, moved by a press of its own, so that arrow keys move nothing.
import { useRef, useState } from 'preact/hooks';
import type { ProfileStatus } from '../../../preload/contract/schemas';
import { failureWords } from '../../model/failure-place';
import { useApp } from '../../state/app-context';
import { DEMO_PROFILE_ID } from '../../state/route';
import { useCall } from '../../state/use-call';
import { Button } from '../../view/button';
import { Notice } from '../../view/notice';
import { SealedFileForm } from './sealed-file-form';

type Kind = ProfileStatus['store']['kind'];

const KINDS: readonly (readonly [kind: Kind, label: string, detail: string])[] = [
  ['keychain', 'System keychain', 'Encrypted by your system and unlocked with your session.'],
  ['sealed-file', 'A file sealed with a passphrase…', 'Encrypted. You enter the passphrase once after each start.'],
  ['file', 'A file…', 'Readable by your user only, in the format that Rust clients read. Not encrypted.'],
  ['memory', 'This run only', 'Gone when the app quits. You sign in again next time.'],
];

/** After the name of a place that does not work just now. */
const TROUBLES: Readonly<Partial<Record<ProfileStatus['storage'], string>>> = {
  locked: ', locked',
  unavailable: ', not reachable',
  unsaved: ', not saved there yet',
  corrupt: ', damaged',
};

export interface StoreChoiceProps {
  readonly profile: ProfileStatus;
  /** The profile's name unless given. */
  readonly legend?: string;
  readonly onMoved?: () => void;
}

/** The choice for a profile. */
export function StoreChoice({ profile, legend = profile.name, onMoved }: StoreChoiceProps) {
  const { announce } = useApp();
  const group = useRef<HTMLFieldSetElement>(null);
  const [chosen, setChosen] = useState<Kind | undefined>(undefined);
  const kind = chosen ?? profile.store.kind;
  if (profile.id === DEMO_PROFILE_ID) {
    return (
      <div class="store">
        <h3>{profile.name}</h3>
        <p class="quiet">This run only. The demo account is never saved.</p>
      </div>
    );
  }
  const leave = () => {
    setChosen(undefined);
    // The button that was pressed goes; the focus is not to go with it.
    group.current?.querySelector<HTMLInputElement>(`input[value="${profile.store.kind}"]`)?.focus();
  };
  const moved = () => {
    setChosen(undefined);
    announce(`The tokens of ${profile.name} are kept there from now on.`);
    onMoved?.();
  };
  const isMove = kind !== profile.store.kind;
  return (
    <fieldset class="group store" ref={group}>
      <legend>{legend}</legend>
      <p class="quiet store-now">
        Now: {profile.storePlace}
        {TROUBLES[profile.storage] ?? ''}
      </p>
      {KINDS.map(([value, label, detail]) => (
        <label class="check" key={value}>
          <input
            type="radio"
            name={`store-${profile.id}`}
            value={value}
            checked={kind === value}
            onChange={() => setChosen(value)}
          />
          <span>
            {label}
            <span class="detail">{detail}</span>
          </span>
        </label>
      ))}
      {kind === 'sealed-file' ? (
        isMove ? (
          <SealedFileForm profile={profile} onMoved={moved} onLeave={leave} />
        ) : null
      ) : isMove || profile.requiredUserAction === 'other-keychain' ? (
        <Move key={kind} profile={profile} kind={kind} onMoved={moved} {...(isMove ? { onLeave: leave } : {})} />
      ) : null}
    </fieldset>
  );
}

interface MoveProps {
  readonly profile: ProfileStatus;
  readonly kind: Exclude<Kind, 'sealed-file'>;
  readonly onMoved: () => void;
  /** Absent where there is nothing to go back to: another keychain answers in place of the one in use. */
  readonly onLeave?: () => void;
}

function Move({ profile, kind, onMoved, onLeave }: MoveProps) {
  const { api } = useApp();
  const call = useCall();
  const hasTokens = profile.token !== 'none';
  const move = async () => {
    const outcome = await call.run(() => api.chooseStorage({ profileId: profile.id, kind }));
    if (outcome?.ok) onMoved();
  };
  const words =
    kind === 'file'
      ? 'Choose the file…'
      : onLeave === undefined
        ? 'Use the keychain that answers now'
        : hasTokens
          ? 'Move the tokens'
          : 'Keep tokens there';
  return (
    <>
      {call.failure ? <Notice tone="bad" message={failureWords(call.failure)} isAlert /> : null}
      <div class="actions">
        <Button kind="accent" isBusy={call.isBusy} onPress={() => void move()}>
          {call.isBusy && hasTokens ? 'Moving…' : words}
        </Button>
        {onLeave === undefined ? null : <Button onPress={onLeave}>{hasTokens ? 'Leave them' : 'Leave it'}</Button>}
      </div>
    </>
  );
}
