// The result of a tray, menu or shortcut command, in the IPC contract of schemas.ts.
import * as z from 'zod';
import { failureSchema } from './failure-schema';
import { profileIdSchema } from './profile-id-schema';

/** `refreshed`: like the reply of `refreshNow`; `failed`: a refresh or a copy failed. */
export const pressDoneSchema = z.strictObject({
  profileId: profileIdSchema,
  /** When it was done, by this computer's clock. */
  atMs: z.number().finite(),
  result: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('copied'), clearsAfterSeconds: z.number() }),
    z.strictObject({ kind: z.literal('refreshed'), wasSent: z.boolean() }),
    z.strictObject({ kind: z.literal('failed'), failure: failureSchema }),
  ]),
});
export type PressDone = z.infer<typeof pressDoneSchema>;
