// Connects a hold button (reveal-hold.ts) with the window: the pointer may be released anywhere, and the focus may be lost at any time.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../state/app-context';
import { createRevealHold, type RevealHold, type RevealState } from '../state/reveal-hold';

const ANNOUNCEMENTS: Readonly<Partial<Record<RevealState['kind'], string>>> = {
  shown: 'The access token is shown',
  hidden: 'The access token is hidden',
};

/** The state of a profile's hold button, and its event handlers. */
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
      announce(ANNOUNCEMENTS[next.kind] ?? '');
    },
  });
  const { press, release, forgetFailure } = hold.current;

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
  return { state, press, release, forgetFailure };
}
