// The third step of a restore: the content of the opened backup and the effect of a restore. Newer tokens are replaced only after a second tick.
import { useState } from 'preact/hooks';
import type { BackupPreview } from '../../../preload/contract/backup-preview-schema';
import type { CallReply } from '../../../preload/contract/schemas';
import type { FormErrors } from '../../model/failure-place';
import { failureWords } from '../../model/failure-place';
import {
  canChooseAny,
  firstChoice,
  keptChoice,
  missingConsents,
  restoreLabel,
  restoreRequest,
  sharedTarget,
} from '../../model/restore-model';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { listWords } from '../../text/list-words';
import { Button } from '../../view/button';
import { Form } from '../../view/form';
import { Notice } from '../../view/notice';
import { PageFrame } from '../../view/page-frame';
import { ProfileFailures } from '../../view/profile-failures';
import { RestoreItem } from './restore-item';

export interface RestorePreviewProps {
  readonly preview: BackupPreview;
  /** The backup was compared again with the current accounts. */
  readonly onCompared: (preview: BackupPreview) => void;
  readonly onBack: () => void;
}

export function RestorePreview({ preview, onCompared, onBack }: RestorePreviewProps) {
  const { api, snapshot, dates, go, announce } = useApp();
  const call = useCall();
  const [choice, setChoice] = useState(() => firstChoice(preview));
  const [errors, setErrors] = useState<FormErrors<'consent'>>({});
  const [result, setResult] = useState<CallReply<'restoreBackup'> | undefined>(undefined);
  // An account that was just added may not be in the snapshot yet.
  const nameOf = (id: string) =>
    [...snapshot.profiles, ...preview.profiles].find((profile) => profile.id === id)?.name ?? id;

  const submit = async () => {
    const request = restoreRequest(preview, choice);
    if (request.profileIds.length === 0) {
      setErrors({ form: 'Nothing is chosen. Tick an account first.' });
      return;
    }
    if (missingConsents(preview, choice).length > 0) {
      setErrors({ consent: 'Tick this as well, or leave the account out.' });
      return;
    }
    const target = sharedTarget(preview, choice);
    if (target !== undefined) {
      setErrors({ form: `Only one account of the backup can go into ${target}. Choose another way for the others.` });
      return;
    }
    setErrors({});
    const outcome = await call.run(() => api.restoreBackup(request));
    if (outcome?.ok) {
      setResult(outcome.value);
      // Profiles that were not restored are announced by their own note.
      if (!outcome.value.refused) announce('The backup is restored.');
    } else if (outcome && outcome.failure.code !== 'CANCELLED') {
      await compare(choice.chosen);
      setErrors({ form: failureWords(outcome.failure) });
    }
  };

  /** Compares again and keeps these ticked, as far as that is still possible. */
  const compare = async (chosen: ReadonlySet<string>) => {
    const outcome = await call.run(() => api.compareBackup({ backupId: preview.backupId }));
    if (!outcome?.ok) return outcome;
    onCompared(outcome.value);
    setChoice(keptChoice(outcome.value, { ...choice, chosen }));
    return outcome;
  };

  if (result) {
    const { restored, refused } = result;
    const unsaved = snapshot.profiles.filter(({ id, storage }) => restored.includes(id) && storage !== 'saved');
    const tryAgain = async () => {
      const outcome = await compare(new Set(refused?.map(({ profileId }) => profileId)));
      if (!outcome) return;
      setErrors(outcome.ok ? {} : { form: failureWords(outcome.failure) });
      setResult(undefined);
    };
    return (
      <PageFrame title="Restore a backup">
        <ProfileFailures message="Not everything was restored:" failures={refused} />
        {restored.length === 0 && refused ? null : (
          <Notice
            tone="good"
            message={
              restored.length === 0 ? 'Nothing had to be changed.' : `Restored: ${listWords(restored.map(nameOf))}.`
            }
            remedy="Stop using these tokens on the other computer: two that refresh sign each other out."
          />
        )}
        {unsaved.length === 0 ? null : (
          <Notice
            tone="attention"
            message={`In memory only, not saved yet: ${listWords(unsaved.map(({ name }) => name))}.`}
            remedy="Saving is tried again until it works. Until then a restart of the app may lose them. The account’s page says what helps."
          />
        )}
        <div class="actions">
          <Button kind="accent" onPress={() => go('dashboard', unsaved[0]?.id ?? restored[0])}>
            Done
          </Button>
          {refused ? (
            <Button isBusy={call.isBusy} onPress={() => void tryAgain()}>
              {call.isBusy ? 'Comparing…' : 'Try the others again'}
            </Button>
          ) : null}
        </div>
      </PageFrame>
    );
  }
  return (
    <PageFrame
      title="What is in this backup"
      under={
        <>
          {preview.fileName}, made {dates.fullDate(preview.createdAtMs)}
        </>
      }
      onBack={onBack}
    >
      <Form errors={errors} onSubmit={() => void submit()}>
        <ul class="restore-list">
          {preview.profiles.map((profile) => (
            <RestoreItem
              key={profile.id}
              profile={profile}
              choice={choice}
              onChange={setChoice}
              consentError={errors.consent}
            />
          ))}
        </ul>
        <div class="actions">
          {canChooseAny(preview) ? (
            <Button kind="accent" type="submit" isBusy={call.isBusy}>
              {call.isBusy ? 'Restoring…' : restoreLabel(preview, choice)}
            </Button>
          ) : (
            <Button kind="accent" onPress={() => go('dashboard')}>
              Done
            </Button>
          )}
          <Button onPress={onBack}>Choose another file</Button>
        </div>
      </Form>
    </PageFrame>
  );
}
