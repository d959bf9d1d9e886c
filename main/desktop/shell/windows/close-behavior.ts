// What closing the window does. Pure; called by main-window.ts.

/** `hide`: the tray can show it again. `minimize`: without a tray it must stay in the task bar. `quit`: like "Quit" in the menu, with its questions. */
export type CloseBehavior = 'close' | 'hide' | 'minimize' | 'quit';

/** The app keeps running in the tray unless the user has switched that off. Without a tray (plain GNOME) the window is minimised, so that it stays reachable. */
export function closeBehavior(state: {
  readonly isQuitting: boolean;
  readonly hasTray: boolean;
  readonly staysInTray: boolean;
}): CloseBehavior {
  if (state.isQuitting) return 'close';
  if (!state.staysInTray) return 'quit';
  return state.hasTray ? 'hide' : 'minimize';
}
