// What closing the window does. Pure; called by main-window.ts.

/** `hide`: it can be opened from the tray. `minimize`: without a tray it must stay in the task bar. */
export type CloseBehavior = 'close' | 'hide' | 'minimize';

/** The app keeps running in the tray. Without a tray (plain GNOME) the window is minimised, so that it stays reachable. */
export function closeBehavior(state: { readonly isQuitting: boolean; readonly hasTray: boolean }): CloseBehavior {
  if (state.isQuitting) return 'close';
  return state.hasTray ? 'hide' : 'minimize';
}
