// An account that is not in the list any more, for entries about it. In the IPC contract of schemas.ts.
import * as z from 'zod';

const removedAccountSchema = z.strictObject({ id: z.string(), name: z.string() });
export type RemovedAccount = z.infer<typeof removedAccountSchema>;

export const removedAccountsSchema = z.array(removedAccountSchema).max(1000);
