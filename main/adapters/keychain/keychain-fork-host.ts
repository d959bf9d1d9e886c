// Runs the keychain child as a forked Node process.
// Used by tests, the command line, and wherever there is no Electron.
import { fork } from 'node:child_process';
import { type KeychainChildHost, keychainChildEnvironment } from './keychain-child-host';

export interface KeychainForkHostOptions {
  /** Path of the bundled `keychain-child.cjs`. */
  readonly childPath: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The host over `child_process.fork`. */
export function createKeychainForkHost({ childPath, env }: KeychainForkHostOptions): KeychainChildHost {
  return {
    start(events) {
      const child = fork(childPath, [], {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        serialization: 'advanced',
        execArgv: [],
        env: { ...keychainChildEnvironment(env), ELECTRON_RUN_AS_NODE: '1' },
      });
      let hasExited = false;
      const exited = (reason: string): void => {
        if (hasExited) return;
        hasExited = true;
        events.exited(reason);
      };
      child.on('message', (message) => events.message(message));
      child.on('error', (error) => {
        child.kill('SIGKILL');
        exited(error.message);
      });
      child.on('exit', (code, signal) => exited(signal ?? `exit code ${code}`));
      return {
        post: (message) => {
          if (hasExited) return;
          child.send(message as object, (error) => {
            if (!error) return;
            child.kill('SIGKILL');
            exited(error.message);
          });
        },
        kill: () => {
          child.kill('SIGKILL');
        },
      };
    },
  };
}
