// What closing the window does. Pure; main-window.ts asks it.

/** `hide`: the tray brings it back. `minimize`: without a tray nothing else would. */
export type CloseBehavior = 'close' | 'hide' | 'minimize';

/** The app lives on in the tray; without one (plain GNOME) the window stays, minimised, instead of vanishing. */
export function closeBehavior(state: { readonly isQuitting: boolean; readonly hasTray: boolean }): CloseBehavior {
  if (state.isQuitting) return 'close';
  return state.hasTray ? 'hide' : 'minimize';
}
