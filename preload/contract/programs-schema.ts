// The programs that asked for tokens, and the decisions about them, in the IPC contract of schemas.ts. Never a secret.
import * as z from 'zod';
import { profileIdSchema } from './profile-id-schema';

const timeSchema = z.number().finite();

export const consentPolicySchema = z.enum(['notify', 'ask']);
export type ProgramPolicy = z.infer<typeof consentPolicySchema>;

/** A decision about one program and one account. Names are safe to display. */
export const programSchema = z.strictObject({
  id: z.string().min(1).max(100),
  profileId: profileIdSchema,
  name: z.string(),
  /** Where the program is; distinguishes two programs of the same name. */
  programId: z.string(),
  decision: z.enum(['allow', 'deny']),
  /** `session`: until 10 minutes without use; `run`: until the screen is locked or the app quits. */
  scope: z.enum(['session', 'run', 'always', 'hour']),
  /** `told`: nobody decided; it was allowed by the rule for new programs, and the user was notified. */
  by: z.enum(['person', 'told']),
  /** The decision is about the refresh token only. */
  isAboutRefreshToken: z.literal(true).optional(),
  decidedAtMs: timeSchema,
  lastUsedAtMs: timeSchema.optional(),
});
export type ProgramStatus = z.infer<typeof programSchema>;

/** Why no program can reach the app now, and what to do. Absent when they can. */
export const socketTroubleSchema = z.strictObject({ message: z.string(), remedy: z.string() });
export type SocketTrouble = z.infer<typeof socketTroubleSchema>;

const aboutProgram = z.strictObject({ profileId: profileIdSchema, programId: z.string().min(1).max(100) });
const aboutAccount = z.strictObject({ profileId: profileIdSchema });

/** Request and reply of each call. `programId` in a request: the `id` of a {@link ProgramStatus}. `STORAGE_*`: the decisions cannot be read or saved. */
export const PROGRAM_CALL_SCHEMAS = {
  /** Newest first, and the rule of each account. */
  listPrograms: {
    request: z.void(),
    reply: z.strictObject({
      programs: z.array(programSchema).max(2000),
      policies: z.array(z.strictObject({ profileId: profileIdSchema, policy: consentPolicySchema })),
      socketTrouble: socketTroubleSchema.optional(),
    }),
  },
  /** From now on a new program is allowed, and the user is notified. */
  notifyOfPrograms: { request: aboutAccount, reply: z.void() },
  /** From now on a new program waits for the user's answer. */
  askAboutPrograms: { request: aboutAccount, reply: z.void() },
  /** Allows it for good. `INVALID_INPUT`: it is no longer in the list. */
  allowProgram: { request: aboutProgram, reply: z.void() },
  /** Refuses it for good, and ends its subscriptions. */
  blockProgram: { request: aboutProgram, reply: z.void() },
  /** Withdraws a permission or removes a block: when the program asks again, it counts as new. */
  forgetProgram: { request: aboutProgram, reply: z.void() },
} as const;
