// Ties one hold button (reveal-hold.ts) to the window: the pointer may be let go anywhere, and the focus may go at any time.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../state/app-context';
import { createRevealHold, type RevealHold, type RevealState } from '../state/reveal-hold';

const SAID: Readonly<Partial<Record<RevealState['kind'], string>>> = {
  shown: 'The access token is shown',
  hidden: 'The access token is hidden',
};

/** What the hold button of a profile shows, and how it is pressed and let go. */
export function useReveal(profileId: string): { readonly state: RevealState } & RevealHold {
  const { api, announce } = useApp();
  const [state, setState] = useState<RevealState>({ kind: 'hidden' });
  const hold = useRef<RevealHold | undefined>(undefined);
  hold.current ??= createRevealHold({
    reveal: () => api.revealAccessToken({ profileId }),
    setTimer: (delayMs, callback) => {
      const id = setTimeout(callback, delayMs);
      return () => clearTimeout(id);
    },
    onChange: (next) => {
      setState(next);
      announce(SAID[next.kind] ?? '');
    },
  });
  const { press, release } = hold.current;

  useEffect(() => {
    const targets = [
      [window, 'pointerup'],
      [window, 'pointercancel'],
      [window, 'blur'],
      [document, 'visibilitychange'],
    ] as const;
    for (const [target, name] of targets) target.addEventListener(name, release);
    return () => {
      for (const [target, name] of targets) target.removeEventListener(name, release);
      release();
    };
  }, [release]);
  return { state, press, release };
}
