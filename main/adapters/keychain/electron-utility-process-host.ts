// Runs the keychain child as Electron's utility process, which works with the RunAsNode fuse off.
// Used by the app; needs `app.whenReady()`.
import { utilityProcess } from 'electron';
import { type KeychainChildHost, keychainChildEnvironment } from './keychain-child-host';
import { LeakedDescriptors } from './leaked-descriptors';

export interface ElectronUtilityProcessHostOptions {
  /** Path of the bundled `keychain-child.cjs`. */
  readonly childPath: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The host over `utilityProcess.fork`. */
export function createElectronUtilityProcessHost(options: ElectronUtilityProcessHostOptions): KeychainChildHost {
  const descriptors = new LeakedDescriptors();
  return {
    start(events) {
      const { child, ended } = descriptors.start(() =>
        utilityProcess.fork(options.childPath, [], {
          serviceName: 'Axiom Token Manager keychain',
          stdio: 'ignore',
          env: keychainChildEnvironment(options.env),
        }),
      );
      let isKilled = false;
      const killNow = (): void => {
        // On POSIX `child.kill()` sends SIGTERM, which a stopped or hung process does not handle.
        if (child.pid !== undefined) tryKill(child.pid);
        child.kill();
      };
      child.on('spawn', () => {
        if (isKilled) killNow();
      });
      child.on('message', (message: unknown) => events.message(message));
      child.once('exit', (code) => {
        ended();
        events.exited(`exit code ${code}`);
      });
      return {
        post: (message) => child.postMessage(message),
        kill: () => {
          isKilled = true;
          killNow();
        },
      };
    },
  };
}

function tryKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}
