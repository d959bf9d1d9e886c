// Shown instead of everything when the first snapshot could not be had.
import type { Failure } from '../../preload/contract/schemas';
import { Button } from '../view/button';
import { Notice } from '../view/notice';

/** What went wrong and a way to try again. */
export function StartFailure({ failure, onRetry }: { readonly failure: Failure; readonly onRetry: () => void }) {
  return (
    <main class="alone">
      <h1>The window could not be filled</h1>
      <Notice tone="bad" message={failure.message} remedy={failure.remedy} isAlert />
      <div class="actions">
        <Button kind="accent" onPress={onRetry}>
          Try again
        </Button>
      </div>
    </main>
  );
}
