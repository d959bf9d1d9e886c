// Shown instead of all pages when the first snapshot could not be loaded.
import type { Failure } from '../../preload/contract/schemas';
import { Button } from '../view/button';
import { Notice } from '../view/notice';

/** The failure and a retry button. */
export function StartFailure({ failure, onRetry }: { readonly failure: Failure; readonly onRetry: () => void }) {
  return (
    <main class="alone">
      <h1>The window could not be loaded</h1>
      <Notice tone="bad" message={failure.message} remedy={failure.remedy} isAlert />
      <div class="actions">
        <Button kind="accent" onPress={onRetry}>
          Try again
        </Button>
      </div>
    </main>
  );
}
