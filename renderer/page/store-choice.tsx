// Where one profile's tokens are kept: chosen first, moved by a press of its own, so that arrow keys move nothing.
import { useState } from 'preact/hooks';
import type { CallRequest, ProfileStatus } from '../../preload/contract/schemas';
import { failureWords } from '../model/failure-place';
import { useApp } from '../state/app-context';
import { DEMO_PROFILE_ID } from '../state/route';
import { useCall } from '../state/use-call';
import { Button } from '../view/button';
import { Notice } from '../view/notice';

type Kind = CallRequest<'chooseStorage'>['kind'];

const KINDS: readonly (readonly [kind: Kind, label: string, detail: string])[] = [
  ['keychain', 'System keychain', 'Encrypted by your system and unlocked with your session.'],
  ['file', 'A file…', 'Readable by your user only, in the format that Rust clients read. Not encrypted.'],
  ['memory', 'This run only', 'Gone when the app quits. You sign in again next time.'],
];

/** The choice for a profile. */
export function StoreChoice({ profile }: { readonly profile: ProfileStatus }) {
  const { api, announce } = useApp();
  const call = useCall();
  const [chosen, setChosen] = useState<Kind | undefined>(undefined);
  const kind = chosen ?? profile.store.kind;
  const isMove = kind !== profile.store.kind;
  const move = async () => {
    const outcome = await call.run(() => api.chooseStorage({ profileId: profile.id, kind }));
    if (!outcome?.ok) return;
    setChosen(undefined);
    announce(`The tokens of ${profile.name} were moved.`);
  };
  if (profile.id === DEMO_PROFILE_ID) {
    return (
      <div class="store">
        <h3>{profile.name}</h3>
        <p class="quiet">This run only. The demo account is never saved.</p>
      </div>
    );
  }
  return (
    <fieldset class="group store">
      <legend>{profile.name}</legend>
      <p class="quiet store-now">Now: {profile.storePlace}</p>
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
      {call.failure ? <Notice tone="bad" message={failureWords(call.failure)} isAlert /> : null}
      {isMove ? (
        <div class="actions">
          <Button kind="accent" isBusy={call.isBusy} onPress={() => void move()}>
            {call.isBusy ? 'Moving…' : kind === 'file' ? 'Choose the file…' : 'Move the tokens'}
          </Button>
          <Button onPress={() => setChosen(undefined)}>Leave them</Button>
        </div>
      ) : null}
    </fieldset>
  );
}
