// The flags about passphrases of backups and sealed files.
import type { FlagSpec } from './command-spec';

export const PASSPHRASE: FlagSpec = {
  name: 'passphrase-file',
  value: 'FILE',
  kind: 'file',
  description: 'Read the passphrase from the first line of this file; - is stdin.',
  otherwise: 'it is asked for in the terminal',
};
export const FROM_PASSPHRASE: FlagSpec = {
  name: 'from-passphrase-file',
  value: 'FILE',
  kind: 'file',
  description: 'Open the sealed file that holds the tokens now with the first line of this file; - is stdin.',
  otherwise: 'it is asked for in the terminal, or in the window where the app runs',
};
export const WEAK: FlagSpec = {
  name: 'weak-passphrase',
  description: 'Use a new passphrase also where it is easy to guess.',
  otherwise: 'you are asked, and without a terminal it is refused',
};
/** The passphrase of a sealed file that has tokens or gets its first ones. */
export const SEALED_PASSPHRASE: FlagSpec = {
  name: 'passphrase-file',
  value: 'FILE',
  kind: 'file',
  description: 'Without the app: open a sealed file with the first line of this file.',
  otherwise: 'the credential axiom-store of a systemd unit, else it is asked for in the terminal',
};
