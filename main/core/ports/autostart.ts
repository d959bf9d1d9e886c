// Whether the app starts by itself when its person signs in to the computer. Nothing is kept here: the system is asked each time.

/** `other`: the system starts another copy of the app, or this one with other folders. */
export type AutostartState = 'on' | 'off' | 'other';

export interface Autostart {
  /** What the system has now. @throws AxiomTokenError when it cannot be asked, or its answer is not to be understood: that is not "off" */
  read(): Promise<AutostartState>;
  /** Switches it on for this copy of the app, in place of another one, or off. @throws AxiomTokenError when it is not so afterwards */
  set(isOn: boolean): Promise<void>;
}
