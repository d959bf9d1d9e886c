// Reads the app's own switches from the command line. Called once by main/desktop/index.ts. Electron's and Chromium's switches
// (--user-data-dir, --no-sandbox) are not read here.

export interface AppFlags {
  /** `--demo`: start the demo server and sign its profile in. */
  readonly isDemo: boolean;
  /** `--hidden`: start in the tray without a window, where there is a tray. */
  readonly startsHidden: boolean;
  /** `--allow-real-account-on-old-runtime`: the person knows that this runtime's Chromium gets no security updates any more. */
  readonly allowsRealAccountOnOldRuntime: boolean;
}

/** Ignores all other arguments. */
export function readAppFlags(argv: readonly string[]): AppFlags {
  return {
    isDemo: argv.includes('--demo'),
    startsHidden: argv.includes('--hidden'),
    allowsRealAccountOnOldRuntime: argv.includes('--allow-real-account-on-old-runtime'),
  };
}
