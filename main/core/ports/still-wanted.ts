// A check whether the caller still waits. A caller that gave up has released its lock, so another program may have written to the place since.

/** Called right before a change is made. If it returns false, the caller has given up, and the change must not be made. */
export type StillWanted = () => boolean;
