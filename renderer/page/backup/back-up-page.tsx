// Creates an encrypted backup: choose profiles, type a passphrase twice, choose a file. Also explains what a backup is good for.
// Below it, quieter: export one account as a plain file for another program.
import { useState } from 'preact/hooks';
import type { CallReply } from '../../../preload/contract/schemas';
import { type FormErrors, placeFailure } from '../../model/failure-place';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { Button } from '../../view/button';
import { CheckList } from '../../view/check-list';
import { Form } from '../../view/form';
import { Notice } from '../../view/notice';
import { NewPassphraseFields } from '../../view/new-passphrase-fields';
import { PageFrame } from '../../view/page-frame';
import { ProfileFailures } from '../../view/profile-failures';
import { useNewPassphrase } from '../../view/use-new-passphrase';
import { PlainExport } from './plain-export';

type Errors = FormErrors<'passphrase' | 'again' | 'profiles'>;

/** "Back up…". */
export function BackUpPage() {
  const { api, snapshot, goBack, announce } = useApp();
  const call = useCall();
  const profiles = snapshot.profiles.filter((profile) => profile.token !== 'none');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(profiles.map(({ id }) => id)));
  const { passphrase, fields, check } = useNewPassphrase();
  const [errors, setErrors] = useState<Errors>({});
  const [saved, setSaved] = useState<CallReply<'createBackup'> | undefined>(undefined);

  const submit = async () => {
    const profileIds = profiles.map(({ id }) => id).filter((id) => chosen.has(id));
    const wrong: Errors = {
      ...(profileIds.length === 0 ? { profiles: 'Choose at least one account.' } : {}),
      ...(await check()),
    };
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    const outcome = await call.run(() => api.createBackup({ profileIds, passphrase }));
    if (outcome?.ok) {
      setSaved(outcome.value);
      announce('The backup is saved.');
    } else if (outcome) setErrors(placeFailure(outcome.failure, {}));
  };

  if (profiles.length === 0) {
    return (
      <PageFrame title="Back up" under="There are no tokens to back up. Sign in first.">
        <Button onPress={goBack}>Back to the accounts</Button>
      </PageFrame>
    );
  }
  if (saved) {
    return (
      <PageFrame title="Back up">
        <Notice
          tone="good"
          message="The backup is saved, and was read back to be sure."
          remedy="It opens only with the passphrase you typed."
        />
        <p class="path">{saved.path}</p>
        <ProfileFailures message="These are not in it:" failures={saved.leftOut} />
        <div class="actions">
          <Button kind="accent" onPress={goBack}>
            Done
          </Button>
        </div>
      </PageFrame>
    );
  }
  return (
    <PageFrame title="Back up" under="One file, encrypted with your passphrase.">
      <Notice
        tone="attention"
        message="A backup is for moving to another computer, not for keeping."
        remedy="Each refresh replaces the refresh token, so a backup is outdated after the next refresh. Restore it soon, and do not go on using this computer’s copy."
      />
      <Form errors={errors} onSubmit={() => void submit()}>
        <CheckList
          name="profiles"
          legend="Accounts in the backup"
          items={profiles.map(({ id, name, email }) => ({ id, label: name, detail: email }))}
          chosen={chosen}
          onChange={setChosen}
          error={errors.profiles}
        />
        <NewPassphraseFields
          {...fields}
          errors={errors}
          hint="It cannot be recovered: without it the backup cannot be opened."
        />
        <div class="actions">
          <Button kind="accent" type="submit" isBusy={call.isBusy}>
            {call.isBusy ? 'Backing up…' : 'Choose where to save…'}
          </Button>
          <Button onPress={goBack}>Cancel</Button>
        </div>
      </Form>
      <PlainExport profiles={profiles} />
    </PageFrame>
  );
}
