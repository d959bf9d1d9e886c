// Clears the tokens of chosen profiles: says what will be removed, offers a backup first, then lists what was removed and what remains. Main asks again
// before it clears.
import { useState } from 'preact/hooks';
import type { CallReply } from '../../../preload/contract/schemas';
import { type FormErrors, placeFailure } from '../../model/failure-place';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { Button } from '../../view/button';
import { CheckList } from '../../view/check-list';
import { Form } from '../../view/form';
import { Notice } from '../../view/notice';
import { PageFrame } from '../../view/page-frame';
import { ProfileFailures } from '../../view/profile-failures';

/** "Clear tokens…". */
export function ClearPage() {
  const { api, snapshot, route, go, goBack, announce } = useApp();
  const call = useCall();
  // Read once: a cleared profile must stay in the list until the page shows the result.
  const [profiles] = useState(() => snapshot.profiles.filter(({ headline }) => headline.kind !== 'none'));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(profiles.filter(({ id }) => id === route.profileId).map(({ id }) => id)),
  );
  const [errors, setErrors] = useState<FormErrors<'profiles'>>({});
  const [result, setResult] = useState<CallReply<'clearTokens'> | undefined>(undefined);

  const clear = async () => {
    setErrors(chosen.size === 0 ? { profiles: 'Choose at least one account.' } : {});
    if (chosen.size === 0) return;
    const profileIds = profiles.map(({ id }) => id).filter((id) => chosen.has(id));
    const outcome = await call.run(() => api.clearTokens({ profileIds }));
    if (outcome?.ok) {
      setResult(outcome.value);
      // Profiles that remain are announced by their own note.
      if (!outcome.value.remaining) announce('The tokens are cleared.');
    } else if (outcome && outcome.failure.code !== 'CANCELLED') setErrors(placeFailure(outcome.failure, {}));
  };

  if (result) {
    const { removed, remaining } = result;
    return (
      <PageFrame title="Clear tokens">
        <ProfileFailures message="Not everything could be removed. This remains:" failures={remaining} />
        {removed.length === 0 && remaining ? null : (
          <Notice
            tone="good"
            message={
              removed.length === 0 ? 'There was nothing to remove.' : `${remaining ? '' : 'Done. '}This was removed:`
            }
          />
        )}
        <ul class="removed">
          {removed.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <div class="actions">
          <Button kind="accent" onPress={goBack}>
            Done
          </Button>
        </div>
      </PageFrame>
    );
  }
  if (profiles.length === 0) {
    return (
      <PageFrame title="Clear tokens" under="There are no tokens on this computer.">
        <Button onPress={goBack}>Back</Button>
      </PageFrame>
    );
  }
  return (
    <PageFrame
      title="Clear tokens"
      under="Removes the tokens of an account from this computer. The account stays in the list."
    >
      <Form errors={errors} onSubmit={() => void clear()}>
        <CheckList
          name="profiles"
          legend="Accounts to clear"
          items={profiles.map(({ id, name, email, storePlace }) => ({
            id,
            label: name,
            detail: [email, storePlace].filter(Boolean).join(', '),
          }))}
          chosen={chosen}
          onChange={setChosen}
          error={errors.profiles}
        />
        <div class="prose">
          <p>What is removed:</p>
          <ul>
            <li>the tokens in memory</li>
            <li>the saved tokens, where they are kept</li>
            <li>an access token in the clipboard, if it is one of these</li>
          </ul>
        </div>
        <div class="actions">
          <Button kind="danger" type="submit" isBusy={call.isBusy}>
            {call.isBusy ? 'Clearing…' : 'Clear tokens…'}
          </Button>
          <Button onPress={() => go('back-up')}>Back up first…</Button>
          <Button kind="quiet" onPress={goBack}>
            Cancel
          </Button>
        </div>
      </Form>
    </PageFrame>
  );
}
