// The programs that have asked for tokens, and what is remembered of them. Part of the IPC contract in schemas.ts. Never a secret.
import * as z from 'zod';
import { profileIdSchema } from './profile-id-schema';

const timeSchema = z.number().finite();

export const consentPolicySchema = z.enum(['notify', 'ask']);
export type ProgramPolicy = z.infer<typeof consentPolicySchema>;

/** What is remembered of one program and one account. Names are as they may be shown. */
export const programSchema = z.strictObject({
  id: z.string().min(1).max(100),
  profileId: profileIdSchema,
  name: z.string(),
  /** Where the program is, for telling two of the same name apart. */
  programId: z.string(),
  decision: z.enum(['allow', 'deny']),
  /** `session`: until 10 minutes without use; `run`: until the screen is locked or the app quits. */
  scope: z.enum(['session', 'run', 'always', 'hour']),
  /** `told`: nobody has decided; it was allowed, and the person was told. */
  by: z.enum(['person', 'told']),
  /** It is about the refresh token only. */
  isAboutRefreshToken: z.literal(true).optional(),
  decidedAtMs: timeSchema,
  lastUsedAtMs: timeSchema.optional(),
});
export type ProgramStatus = z.infer<typeof programSchema>;

/** Why no program can reach the app now, and what to do. Absent: they can. */
export const socketTroubleSchema = z.strictObject({ message: z.string(), remedy: z.string() });
export type SocketTrouble = z.infer<typeof socketTroubleSchema>;

const aboutProgram = z.strictObject({ profileId: profileIdSchema, programId: z.string().min(1).max(100) });
const aboutAccount = z.strictObject({ profileId: profileIdSchema });

/** Requests and replies of the calls. `programId` in a request: the `id` of a {@link ProgramStatus}. `STORAGE_*`: what is remembered cannot be read, or saved. */
export const PROGRAM_CALL_SCHEMAS = {
  /** Newest first; the policy of each account. */
  listPrograms: {
    request: z.void(),
    reply: z.strictObject({
      programs: z.array(programSchema).max(2000),
      policies: z.array(z.strictObject({ profileId: profileIdSchema, policy: consentPolicySchema })),
      socketTrouble: socketTroubleSchema.optional(),
    }),
  },
  /** A new program is allowed from now on, and the person is told. */
  tellOfPrograms: { request: aboutAccount, reply: z.void() },
  /** A new program waits from now on until the person has answered. */
  askAboutPrograms: { request: aboutAccount, reply: z.void() },
  /** Allows it for good. `INVALID_INPUT`: it is not in the list any more. */
  allowProgram: { request: aboutProgram, reply: z.void() },
  /** Refuses it for good; what streams to it ends. */
  blockProgram: { request: aboutProgram, reply: z.void() },
  /** Withdraws what was allowed, or takes a block back: when it asks again, it is a new program. */
  forgetProgram: { request: aboutProgram, reply: z.void() },
} as const;
