// The profiles for which a call about several did not work, each with what happened and what to do.
import type { ProfileFailure } from '../../preload/contract/schemas';
import { failureWords } from '../model/failure-place';
import { Notice } from './notice';

/** Nothing where there are none. A screen reader reads it at once. */
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
