// The profiles for which a call about several failed, each with its message and remedy.
import type { ProfileFailure } from '../../preload/contract/schemas';
import { failureWords } from '../model/failure-place';
import { Notice } from './notice';

/** Absent when there are none. A screen reader reads it at once. */
export function ProfileFailures({
  message,
  failures = [],
}: {
  readonly message: string;
  readonly failures: readonly ProfileFailure[] | undefined;
}) {
  if (failures.length === 0) return null;
  return (
    <Notice tone="bad" message={message} isAlert>
      <ul class="failed">
        {failures.map((failure) => (
          <li key={failure.profileId}>{`${failure.name}: ${failureWords(failure)}`}</li>
        ))}
      </ul>
    </Notice>
  );
}
