// The calls about tokens that other programs left on this computer, and what a search for them has found. No token is in it.
import * as z from 'zod';
import { profileIdSchema, signedInSchema } from './profile-id-schema';

/** A file in which Axiom tokens lie in clear. */
export const leftoverSchema = z.strictObject({
  /** Names it in the calls about it, until the app ends. */
  id: z.string().min(1).max(40),
  path: z.string(),
  /** What the tokens call their accounts, as `accountId` of a profile does, at most 8; empty when they name none, or none that can be shown. */
  accounts: z.array(z.string().max(64)).max(8),
  /** When the newest token was issued, epoch milliseconds; absent when none says so. */
  issuedAtMs: z.number().finite().optional(),
  /** When the file was changed last, epoch milliseconds. */
  modifiedAtMs: z.number().finite(),
  /** Who can read it: this user alone, by the file's own mode or only because a folder above it is closed; others, too; or the system does not tell. */
  readableBy: z.enum(['you', 'you-by-folder', 'others', 'unknown']),
  /** The root of the git work tree that the file lies in; absent outside of any. */
  workTree: z.string().optional(),
  /** Why its tokens cannot be imported, as a whole sentence; absent when they can. */
  importRefusal: z.string().optional(),
  /** Whether nothing but tokens is in it, so that it can go as a whole. */
  holdsOnlyTokens: z.boolean(),
  /** Where the tokens stand, at most 20: the number of the line, and what the line calls the token; empty when that cannot be told. */
  lines: z.array(z.strictObject({ line: z.number().int().min(1), name: z.string().max(60).optional() })).max(20),
});
export type Leftover = z.infer<typeof leftoverSchema>;

/** How far a search has come. */
export const searchStepSchema = z.strictObject({
  isDone: z.boolean(),
  /** Why it ended before everything was looked at: too much to look at, too much time, a drive that does not answer. Absent when it did not. */
  stoppedBy: z.enum(['count', 'time', 'drive']).optional(),
  folderCount: z.number().int().min(0),
  fileCount: z.number().int().min(0),
  /** Folders and files that lie too deep, are too large or could not be read: what is in them is not known. */
  unseenCount: z.number().int().min(0),
  /** Found since the step before. */
  found: z.array(leftoverSchema).max(300),
});
export type SearchStep = z.infer<typeof searchStepSchema>;

const leftoverRequestSchema = z.strictObject({ leftoverId: z.string().min(1).max(40) });
const nothingSchema = z.void();

/** Request and reply of each. */
export const LEFTOVER_CALL_SCHEMAS = {
  /**
   * Begins a search for tokens that other programs left in clear: in the home folder, or in one that a dialog asks for. Looks at nothing yet; a search
   * that was begun before is given up. `folder`: where it will look.
   */
  startSearch: {
    request: z.strictObject({ where: z.enum(['home', 'folder']) }),
    reply: z.strictObject({ searchId: z.string(), folder: z.string() }),
  },
  /** Looks on for a quarter of a second. Whoever does not ask again has cancelled. `INVALID_INPUT`: another search was begun since. */
  continueSearch: { request: z.strictObject({ searchId: z.string().max(40) }), reply: searchStepSchema },
  /** Signs the profile in with the tokens of a found file, as `importTokens` does with one that was chosen. */
  importLeftover: { request: leftoverRequestSchema.extend({ profileId: profileIdSchema }), reply: signedInSchema },
  /** Closes a found file to other users (mode 0600); gives it as it is then. `STORAGE_DENIED`: another user's, or the drive knows no such rights. */
  closeLeftover: { request: leftoverRequestSchema, reply: leftoverSchema },
  /** Moves a found file that holds nothing but tokens to the trash, after main has asked. `INVALID_INPUT`: it holds more by now. */
  trashLeftover: { request: leftoverRequestSchema, reply: nothingSchema },
} as const;
