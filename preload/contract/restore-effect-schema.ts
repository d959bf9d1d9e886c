// The effect of restoring one profile of a backup, in the IPC contract. Used by schemas.ts.
import * as z from 'zod';

/**
 * `add`: the profile here has no tokens. `unread`: unknown, because its place could not be read. `same`: nothing to do. `replace-older`, `replace-newer`: the
 * tokens here are older, or newer (the backup is probably stale). `other-account`: the profile here is another Axiom account and
 * stays. `used-up` (the tokens were exchanged for newer ones) and `other-origin` cannot be restored.
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
