// How the keychain client gets a child process. Implemented by a forked Node (tests, command line) and by Electron's utility process (app).

/** One living child. */
export interface KeychainChild {
  /** Sends a message; one that does not arrive shows as {@link KeychainChildEvents.exited}. */
  post(message: unknown): void;
  /** Ends it at once, whatever it is doing. `exited` still follows. */
  kill(): void;
}

/** What a child tells. */
export interface KeychainChildEvents {
  message(message: unknown): void;
  /** Told once, with the reason for the log: an exit code, a signal, or why it could not start. */
  exited(reason: string): void;
}

export interface KeychainChildHost {
  start(events: KeychainChildEvents): KeychainChild;
}

/**
 * The environment a child needs: the person's own, but no tokens of environment variables, and English messages from the keychain's library,
 * because only their text tells its errors apart.
 */
export function keychainChildEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(env).filter(([name]) => !name.startsWith('AXIOM_') && name !== 'NODE_OPTIONS');
  return { ...Object.fromEntries(own), LC_ALL: 'C.UTF-8', LANGUAGE: '' };
}
