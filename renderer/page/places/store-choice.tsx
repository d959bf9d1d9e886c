// Where a profile's tokens are kept: choose a place, then move the tokens with a separate button, so that arrow keys move nothing. Used by the
// store page.
import { useRef, useState } from 'preact/hooks';
import type { Place } from '../../../preload/contract/place-schema';
import type { ProfileStatus } from '../../../preload/contract/schemas';
import { failureWords } from '../../model/failure-place';
import { placeLine } from '../../model/place-model';
import { useApp } from '../../state/app-context';
import { type CallState, useCall } from '../../state/use-call';
import { Button } from '../../view/button';
import { Notice } from '../../view/notice';
import { SealedFileForm } from './sealed-file-form';

export interface StoreChoiceProps {
  readonly profile: ProfileStatus;
  readonly onMoved: () => void;
  /** Keeps the current place, when that needs something; absent otherwise. */
  readonly onKeep?: () => void;
}

export function StoreChoice({ profile, onMoved, onKeep }: StoreChoiceProps) {
  const { announce, snapshot } = useApp();
  const group = useRef<HTMLFieldSetElement>(null);
  // Not in the child that makes the call: it is removed as soon as the tokens have moved, maybe before the answer.
  const call = useCall();
  const [chosenKind, setChosenKind] = useState<string | undefined>(undefined);
  const place = snapshot.places.find(({ kind }) => kind === chosenKind) ?? profile.place;
  const leave = () => {
    call.forgetFailure();
    setChosenKind(undefined);
    // The pressed button is removed, so the focus moves to the choice.
    group.current?.querySelector<HTMLInputElement>(`input[value="${profile.place.kind}"]`)?.focus();
  };
  const moved = () => {
    setChosenKind(undefined);
    announce(`The tokens of ${profile.name} are kept there from now on.`);
    onMoved();
  };
  const isMove = place.kind !== profile.place.kind;
  return (
    <fieldset class="group store" ref={group}>
      <legend>Keep them in</legend>
      <p class="quiet store-now">{`Now: ${placeLine(profile)}`}</p>
      {snapshot.places.map(({ kind, label, detail }) => (
        <label class="check" key={kind}>
          <input
            type="radio"
            name={`store-${profile.id}`}
            value={kind}
            checked={kind === place.kind}
            onChange={() => {
              call.forgetFailure();
              setChosenKind(kind);
            }}
          />
          <span>
            {label}
            <span class="detail">{detail}</span>
          </span>
        </label>
      ))}
      {place.asks === 'file-and-passphrase' ? (
        isMove ? (
          <SealedFileForm profile={profile} call={call} onMoved={moved} onLeave={leave} />
        ) : null
      ) : isMove || profile.requiredUserAction === 'other-keychain' ? (
        <Move
          key={place.kind}
          profile={profile}
          place={place}
          call={call}
          onMoved={moved}
          {...(isMove ? { onLeave: leave } : {})}
        />
      ) : onKeep === undefined ? null : (
        <div class="actions">
          <Button kind="accent" isBusy={call.isBusy} onPress={onKeep}>
            {`Stay with ${profile.place.inSentence ?? `the ${profile.place.noun}`}, and try again`}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

interface MoveProps {
  readonly profile: ProfileStatus;
  readonly place: Place;
  readonly call: CallState;
  readonly onMoved: () => void;
  /** Absent when the current place cannot be kept, because another keychain answers now. */
  readonly onLeave?: () => void;
}

function Move({ profile, place, call, onMoved, onLeave }: MoveProps) {
  const { api } = useApp();
  const hasTokens = profile.token !== 'none';
  const move = async () => {
    const outcome = await call.run(() => api.chooseStorage({ profileId: profile.id, kind: place.kind }));
    if (outcome?.ok) onMoved();
  };
  const words =
    place.askLabel ??
    (onLeave === undefined ? 'Use the keychain that answers now' : hasTokens ? 'Move the tokens' : 'Keep tokens there');
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
