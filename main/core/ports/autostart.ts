// Whether the app starts when the user signs in to the computer. No state is kept here: the operating system is asked each time.

/** `other`: the system starts another copy of the app, or this one with other folders. */
export type AutostartState = 'on' | 'off' | 'other';

export interface Autostart {
  /** The present setting of the system. @throws AxiomTokenError when it cannot be read or understood; that does not mean "off" */
  read(): Promise<AutostartState>;
  /** Switches it off, or on for this copy of the app, which replaces another copy. @throws AxiomTokenError when the setting is not as wanted afterwards */
  set(isOn: boolean): Promise<void>;
}
