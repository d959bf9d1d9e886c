// Whether what was asked for is still to be done. Who has given up waiting has given back its lock: another program may have written there since.

/** Asked right before something is changed. False: nobody waits for it any more, and it is not done. */
export type StillWanted = () => boolean;
