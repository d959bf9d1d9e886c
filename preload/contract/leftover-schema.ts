// The calls about tokens that other programs left on this computer, and the results of a search. They contain no tokens.
import * as z from 'zod';
import { profileIdSchema, signedInSchema } from './profile-id-schema';

/** A file that contains Axiom tokens in clear. */
export const leftoverSchema = z.strictObject({
  /** Identifies the file in calls, until the app ends. */
  id: z.string().min(1).max(40),
  path: z.string(),
  /** The accounts in the tokens, in the form of a profile's `accountId`, at most 8; empty when they name none that can be shown. */
  accounts: z.array(z.string().max(64)).max(8),
  /** When the newest token was issued, epoch milliseconds; absent when unknown. */
  issuedAtMs: z.number().finite().optional(),
  /** When the file was last changed, epoch milliseconds. */
  modifiedAtMs: z.number().finite(),
  /** Who can read it: only this user, by the file's own mode or only because a parent folder is closed; others, too; or unknown. */
  readableBy: z.enum(['you', 'you-by-folder', 'others', 'unknown']),
  /** The root of the git work tree that contains the file; absent when there is none. */
  workTree: z.string().optional(),
  /** Why its tokens cannot be imported, as a whole sentence; absent when they can. */
  importRefusal: z.string().optional(),
  /** Whether it contains nothing but tokens, so that it can be removed as a whole. */
  holdsOnlyTokens: z.boolean(),
  /** Where the tokens are, at most 20: line number, and the token's name in that line; empty when unknown. */
  lines: z.array(z.strictObject({ line: z.number().int().min(1), name: z.string().max(60).optional() })).max(20),
});
export type Leftover = z.infer<typeof leftoverSchema>;

/** The progress of a search. */
export const searchStepSchema = z.strictObject({
  isDone: z.boolean(),
  /** Why it ended early: too many files, too much time, or a drive that does not answer. Absent when it did not. */
  stoppedBy: z.enum(['count', 'time', 'drive']).optional(),
  folderCount: z.number().int().min(0),
  fileCount: z.number().int().min(0),
  /** Folders and files that are too deep, too large or unreadable, and were not searched. */
  unseenCount: z.number().int().min(0),
  /** Found since the previous step. */
  found: z.array(leftoverSchema).max(300),
});
export type SearchStep = z.infer<typeof searchStepSchema>;

const leftoverRequestSchema = z.strictObject({ leftoverId: z.string().min(1).max(40) });
const nothingSchema = z.void();

/** Request and reply of each call. */
export const LEFTOVER_CALL_SCHEMAS = {
  /**
   * Prepares a search for tokens that other programs left in clear: in the home folder, or in a folder that a dialog asks for. Reads nothing yet, and cancels an
   * earlier search. `folder`: where it will search.
   */
  startSearch: {
    request: z.strictObject({ where: z.enum(['home', 'folder']) }),
    reply: z.strictObject({ searchId: z.string(), folder: z.string() }),
  },
  /** Searches for a quarter of a second. A search ends when the window stops calling. `INVALID_INPUT`: another search was started since. */
  continueSearch: { request: z.strictObject({ searchId: z.string().max(40) }), reply: searchStepSchema },
  /** Signs the profile in with the tokens of a found file, like `importTokens` with a chosen file. */
  importLeftover: { request: leftoverRequestSchema.extend({ profileId: profileIdSchema }), reply: signedInSchema },
  /** Closes a found file to other users (mode 0600) and returns its new state. `STORAGE_DENIED`: it belongs to another user, or the drive has no file modes. */
  closeLeftover: { request: leftoverRequestSchema, reply: leftoverSchema },
  /** Moves a found file that contains nothing but tokens to the trash, after main has asked. `INVALID_INPUT`: it contains more by now. */
  trashLeftover: { request: leftoverRequestSchema, reply: nothingSchema },
} as const;
