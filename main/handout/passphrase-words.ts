// Where the passphrase of a locked sealed file is given: the one place for these words. A store does not know who asks, so its remedy only says what is needed. Pure.
import type { CallName } from './operations';

/** The remedy of a sealed file that is locked begins with it; what {@link whereToEnter} has worded does not. */
const ENTER_IT = /^Enter the passphrase\./;

/** The flag of the commands that make a call, with which a file gives the passphrase. */
export const PASSPHRASE_FLAGS: Readonly<Partial<Record<CallName, string>>> = {
  'token.get': '--passphrase-file',
  refresh: '--passphrase-file',
  'login.start': '--passphrase-file',
  'login.answer': '--passphrase-file',
  import: '--passphrase-file',
  backup: '--from-passphrase-file',
  migrate: '--from-passphrase-file',
};
/** Calls that a passphrase in a file opens also where the app makes them. */
const ALSO_FOR_APP: ReadonlySet<CallName> = new Set<CallName>(['backup', 'migrate']);
/** Calls that, without the app, ask for the passphrase in the terminal, but take it from no file. */
export const ONLY_TYPED: ReadonlySet<CallName> = new Set<CallName>(['logout', 'clear', 'profiles.remove', 'restore']);

/** The remedy with the place where the passphrase is given. `source`: who makes the call; the app has a window. */
export function whereToEnter(remedy: string, call: CallName, source: 'broker' | 'standalone'): string {
  return remedy.replace(ENTER_IT, () => `${sentence(call, source)}.`);
}

function sentence(call: CallName, source: 'broker' | 'standalone'): string {
  const flag = PASSPHRASE_FLAGS[call];
  const orGiven = flag === undefined ? '' : `, or give it with ${flag} FILE`;
  if (source === 'broker')
    return `Enter the passphrase in the window of the app${ALSO_FOR_APP.has(call) ? orGiven : ''}`;
  if (flag !== undefined || ONLY_TYPED.has(call))
    return `Enter the passphrase in a terminal, where this command asks for it${orGiven}`;
  return 'Give the passphrase to the command that needs the tokens: it asks for it in a terminal, or takes it with --passphrase-file FILE';
}
