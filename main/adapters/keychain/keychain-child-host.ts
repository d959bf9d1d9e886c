// Starts the child process of the keychain client.
// Implemented by a forked Node (tests, command line) and by Electron's utility process (app).
import { withoutChromiumsAddress } from '../d-bus/addresses';

/** One running child. */
export interface KeychainChild {
  /** Sends a message. If it cannot be delivered, {@link KeychainChildEvents.exited} is called. */
  post(message: unknown): void;
  /** Kills the process now. `exited` is still called. */
  kill(): void;
}

/** Callbacks of a child. */
export interface KeychainChildEvents {
  message(message: unknown): void;
  /** Called once, with the reason for the log: an exit code, a signal, or why it could not start. */
  exited(reason: string): void;
}

export interface KeychainChildHost {
  start(events: KeychainChildEvents): KeychainChild;
}

/**
 * The environment of a child: that of this process, without variables that hold tokens, and with English messages
 * from the keychain library, because its errors can be distinguished only by their text.
 */
export function keychainChildEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(withoutChromiumsAddress(env)).filter(
    ([name]) => !name.startsWith('AXIOM_') && name !== 'NODE_OPTIONS',
  );
  return { ...Object.fromEntries(own), LC_ALL: 'C.UTF-8', LANGUAGE: '' };
}
