// What restoring one profile of a backup would do, in the IPC contract. Used by schemas.ts.
import * as z from 'zod';

/**
 * `add`: that profile has no tokens. `unread`: not known, its place could not be read. `same`: nothing to do. `replace-older`, `replace-newer`: the present
 * tokens are older, or newer (the backup is probably stale). `other-account`: that profile is another account at
 * Axiom, which stays. Refused are `used-up` (they were exchanged for newer ones) and `other-origin`.
 */
export const restoreEffectSchema = z.enum([
  'add',
  'unread',
  'same',
  'replace-older',
  'replace-newer',
  'used-up',
  'other-account',
  'other-origin',
]);
