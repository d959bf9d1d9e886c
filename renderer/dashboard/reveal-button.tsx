// "Hold to reveal": a button that works while it is held, by pointer, Space or Enter.
import type { RevealHold } from '../state/reveal-hold';

/** Calls `press` and `release`; use-reveal.ts does the rest. */
export function RevealButton({
  press,
  release,
  isShown,
}: Pick<RevealHold, 'press' | 'release'> & { readonly isShown: boolean }) {
  const isKey = (event: KeyboardEvent) => event.key === ' ' || event.key === 'Enter';
  return (
    <>
      <button
        type="button"
        class={`button plain ${isShown ? 'held' : ''}`}
        aria-describedby="reveal-how"
        onPointerDown={(event) => (event.button === 0 ? press() : undefined)}
        onKeyDown={(event) => {
          if (!isKey(event)) return;
          event.preventDefault();
          if (!event.repeat) press();
        }}
        onKeyUp={(event) => {
          if (!isKey(event)) return;
          event.preventDefault();
          release();
        }}
        onBlur={release}
        onContextMenu={(event) => event.preventDefault()}
      >
        Hold to reveal
      </button>
      <span class="unseen" id="reveal-how">
        Shows the access token as long as you hold it
      </span>
    </>
  );
}
