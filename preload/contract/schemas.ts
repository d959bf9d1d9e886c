// The IPC contract between window and main process: zod schemas and the types derived from them. Main validates incoming requests and outgoing
// replies and pushes; preload and window use only the types.
import * as z from 'zod';
import type { CallName, PushName } from './channels';
import { ACTIVITY_CALL_SCHEMAS, activityEntrySchema } from './activity-schema';
import { BACKUP_CALL_SCHEMAS, fileOpenedSchema } from './backup-schema';
import { CHECK_CALL_SCHEMAS } from './check-schema';
import { describedTokensSchema } from './described-tokens-schema';
import { type Failure, failureSchema, profileFailureSchema } from './failure-schema';
import {
  facetWordsSchema,
  headlineSchema,
  placeAsideSchema,
  sessionFacetSchema,
  storageFacetSchema,
  tokenFacetSchema,
} from './headline-schema';
import { HELP_CALL_SCHEMAS } from './help-schema';
import { lastAnswerSchema } from './last-answer-schema';
import { LEFTOVER_CALL_SCHEMAS } from './leftover-schema';
import { pageSchema } from './page-schema';
import { preferencesChangeSchema, preferencesSchema } from './preferences-schema';
import { pressDoneSchema } from './press-schema';
import { PROGRAM_WAY_CALL_SCHEMAS } from './program-ways-schema';
import { PROGRAM_CALL_SCHEMAS } from './programs-schema';
import { profileIdSchema, signedInSchema, undecidedSchema } from './profile-id-schema';
import { placeSchema } from './place-schema';
import { TRAIL_CALL_SCHEMAS } from './trail-schema';

export type { Failure, ProfileFailure } from './failure-schema';

const timeSchema = z.number().finite();
const secretTextSchema = z.string().min(1).max(100_000);
/** Enough for a whole page copied from developer tools; a longer text has to be a file. */
const pastedTextSchema = z.string().min(1).max(300_000);
const nothingSchema = z.void();

/** The result of a call. Failures are sent as values, because Electron keeps only the message of an exception. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

/** Everything that window and tray know about a profile. Times are epoch milliseconds by this computer's clock. */
export const profileStatusSchema = z.strictObject({
  id: profileIdSchema,
  name: z.string(),
  email: z.string().optional(),
  /** Absent when the tokens name no account, or one that must not be shown. */
  accountId: z.string().optional(),
  isSimulator: z.boolean(),
  headline: headlineSchema,
  /** What the place needs while the headline is about something more serious; absent otherwise. */
  placeAside: placeAsideSchema.optional(),
  token: tokenFacetSchema,
  session: sessionFacetSchema,
  storage: storageFacetSchema,
  /** The three facets in words. */
  facetWords: facetWordsSchema,
  /** The kind of place where its tokens are kept. */
  place: placeSchema,
  /** The name of that place: "System keychain", "This run only", or the file's path. */
  storePlace: z.string(),
  /** Whether other users of this computer can read the tokens there; absent when they cannot. */
  isOpenToOthers: z.boolean().optional(),
  /** The tokens are not saved in their place yet, but sealed beside it, so they survive the end of the app; absent when not. */
  isSealed: z.literal(true).optional(),
  /** The user action that the store requires; absent when none. */
  requiredUserAction: z.enum(['passphrase', 'new-passphrase', 'other-keychain']).optional(),
  /** When the access token was received: the start of its ring; absent when signed out. */
  receivedAtMs: timeSchema.optional(),
  expiresAtMs: timeSchema.optional(),
  /** Tokens that are not JWTs, so that their expiry is only known if it was recorded; absent when both are JWTs. */
  opaqueTokens: z.array(z.enum(['access', 'refresh'])).optional(),
  /** The access token's whole lifetime in milliseconds, when known: the full ring. */
  lifetimeMs: z.number().nonnegative().optional(),
  /** When the next automatic refresh is due. */
  refreshDueAtMs: timeSchema.optional(),
  /** When the sign-in ends (refresh token); absent when unknown. */
  signInEndsAtMs: timeSchema.optional(),
  /** Whether that end is near enough for a warning. */
  isSignInEnding: z.boolean().optional(),
  /** While offline: the time of the next retry. */
  nextTryAtMs: timeSchema.optional(),
  /** Whether the tokens replaced by the last sign-in are still kept; absent when not. */
  canUndoSignIn: z.literal(true).optional(),
  /** How far this computer's clock is behind Axiom's in milliseconds (negative: ahead); absent unless it is more than 12 hours. */
  clockBehindMs: z.number().finite().optional(),
  /** The current problem; absent when there is none. */
  problem: failureSchema.optional(),
  /** The tokens are fine; the problem is only that something could not be recorded, or not removed from a former place. `retryStorage` tries that again. */
  isAsideOnly: z.literal(true).optional(),
  /** Offline, because a captive portal answers instead of Axiom; absent when not. */
  isNetworkPage: z.literal(true).optional(),
  /** Axiom's last answer about this sign-in, in this run. */
  lastAnswer: lastAnswerSchema,
  /** When the last refresh was tried in this run; absent when none was. */
  lastAttemptAtMs: timeSchema.optional(),
});
export type ProfileStatus = z.infer<typeof profileStatusSchema>;

/** An entry in the list of accounts that this version does not understand. It is not used, and stays unchanged. */
export const unknownEntrySchema = z.strictObject({
  /** Its name, else its id; absent when it has neither. */
  name: z.string().optional(),
  reason: z.enum(['newer-version', 'unreadable']),
});
export type UnknownEntryStatus = z.infer<typeof unknownEntrySchema>;

/** The app's files on the disk were replaced. `canRestart`: another copy can be started. */
export const replacedCopySchema = z.strictObject({ message: z.string(), remedy: z.string(), canRestart: z.boolean() });
export type ReplacedCopy = z.infer<typeof replacedCopySchema>;

/** Everything the window shows. Sent as a whole whenever any part changes. */
export const snapshotSchema = z.strictObject({
  version: z.string(),
  /** Absent while the app's files on the disk are the ones that run. */
  replacedCopy: replacedCopySchema.optional(),
  /** The locale for times: English, with the hours of the user's system. */
  timeLocale: z.string().regex(/^en(-[A-Z]{2})?$/),
  profiles: z.array(profileStatusSchema),
  unknownEntries: z.array(unknownEntrySchema),
  /** Why changes of the list of accounts are lost at a restart; absent when they are saved. */
  indexTrouble: failureSchema.optional(),
  /** All kinds of places where tokens can be kept, in display order. */
  places: z.array(placeSchema),
  /** "Pause all" is on: no token leaves the app and nothing is refreshed. */
  isPaused: z.boolean(),
  /** The reason that whoever paused gave, safe to display; absent when none was given. */
  pauseReason: z.string().optional(),
  /** Set when the app talks to a simulator instead of Axiom (environment variables). */
  simulatorOrigin: z.string().optional(),
  /** Why signing in to the real Axiom is off in this run (old runtime); absent when it is on. */
  realAccountRefusal: z.string().optional(),
  /** Whether a demo server runs in this app. */
  isDemoRunning: z.boolean(),
  /** Whether tokens are in the environment variables, ready to be imported. */
  hasEnvironmentTokens: z.boolean(),
  preferences: preferencesSchema,
  /** Why the activity is kept for this run only; absent while it is saved. */
  activityTrouble: failureSchema.optional(),
  /** The newest entry of each account and of the app, newest first. */
  activity: z.array(activityEntrySchema),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** `other`: another copy of the app is started, or this one with other folders. */
const autostartSchema = z.strictObject({ state: z.enum(['on', 'off', 'other']) });

const profileRequestSchema = z.strictObject({ profileId: profileIdSchema });

/** Request and reply of every call. After a new line here the compiler asks for its channel and its handler. */
export const CALL_SCHEMAS = {
  /** The page listens to pushes from now on: waiting pushes are sent now. */
  pageReady: { request: nothingSchema, reply: nothingSchema },
  getSnapshot: { request: nothingSchema, reply: snapshotSchema },
  /** The window shows this profile from now on: menu and shortcuts act on it. */
  setShownProfile: { request: profileRequestSchema, reply: nothingSchema },
  /**
   * The state from which a page that is loaded again can continue; its format is the page's own. Sent while the window is hidden. Without `view` main keeps
   * the page loaded, because something would be lost.
   */
  saveView: { request: z.strictObject({ view: z.string().max(4_000).optional() }), reply: nothingSchema },
  /** Refreshes now. `wasSent` is false within 5 s of the last attempt, because the tokens are still fresh. */
  refreshNow: { request: profileRequestSchema, reply: z.strictObject({ wasSent: z.boolean() }) },
  /** Main writes the clipboard; the token is not sent to the window. */
  copyAccessToken: { request: profileRequestSchema, reply: z.strictObject({ clearsAfterSeconds: z.number() }) },
  /** The only call that sends the access token to the window: while the user presses the button in the focused window, rate-limited, logged. */
  revealAccessToken: {
    request: profileRequestSchema,
    reply: z.strictObject({ accessToken: z.string(), hideAfterMs: z.number() }),
  },
  /** The claims of both tokens, without anything that could be used in their place. `NOT_AUTHENTICATED`: there are no tokens. */
  describeTokens: { request: profileRequestSchema, reply: describedTokensSchema },
  /** Reads the store again (unlock and retry), or writes unsaved tokens. May show the keychain's own prompt. */
  retryStorage: { request: profileRequestSchema, reply: nothingSchema },
  /** Closes the profile's token file to other users (mode 0600). `STORAGE_DENIED`: it belongs to another user, or the drive has no file modes. */
  makePrivate: { request: profileRequestSchema, reply: nothingSchema },
  /**
   * Moves the profile's tokens: copied, read back, compared, and only then removed from the old place. For a file, a dialog asks for its path.
   * `INVALID_INPUT`: unknown kind of place, or one that needs a passphrase.
   */
  chooseStorage: {
    request: z.strictObject({ profileId: profileIdSchema, kind: z.string().min(1).max(40) }),
    reply: nothingSchema,
  },
  /**
   * Moves the profile's tokens into a file sealed with this passphrase; a dialog asks for the file. An existing sealed file must open with the
   * passphrase (`STORAGE_LOCKED` when not).
   */
  moveToSealedFile: {
    request: z.strictObject({ profileId: profileIdSchema, passphrase: secretTextSchema }),
    reply: nothingSchema,
  },
  /** Opens the profile's sealed file for this run, or sets the passphrase when there is no file yet. `STORAGE_LOCKED`: wrong passphrase. */
  enterPassphrase: {
    request: z.strictObject({ profileId: profileIdSchema, passphrase: secretTextSchema }),
    reply: nothingSchema,
  },
  /**
   * Removes the profile's tokens from memory, store and clipboard, and cancels a sign-in in progress; the account stays in the list. If the store fails, the
   * error says what remains; memory and clipboard are cleared anyway.
   */
  signOut: { request: profileRequestSchema, reply: nothingSchema },
  /** Restores the tokens that the last sign-in replaced, while they are kept (`canUndoSignIn`); the two pairs are swapped. `INVALID_INPUT` afterwards. */
  undoSignIn: { request: profileRequestSchema, reply: nothingSchema },
  /** Adds an empty profile; main checks its name (`INVALID_INPUT` explains). It is saved only once it has had tokens or another name. */
  addProfile: {
    request: z.strictObject({ name: z.string().max(10_000) }),
    reply: z.strictObject({ profileId: profileIdSchema }),
  },
  /** Renames a profile; main checks the name as in `addProfile`, and the id stays. `INVALID_INPUT` for the demo. `STORAGE_*`: not renamed. */
  renameProfile: {
    request: z.strictObject({ profileId: profileIdSchema, name: z.string().max(10_000) }),
    reply: nothingSchema,
  },
  /** Removes a profile without tokens from the list (`INVALID_INPUT` if it may have tokens). */
  removeProfile: { request: profileRequestSchema, reply: nothingSchema },
  /** Opens the sign-in window; resolves when both cookies exist (`CANCELLED` when the window is closed before). */
  signInWithBrowser: { request: profileRequestSchema, reply: signedInSchema },
  /** Step 1: e-mail and password. Step 2 sends the code. */
  startPasswordSignIn: {
    request: z.strictObject({
      profileId: profileIdSchema,
      email: z.email().max(320),
      password: z.string().min(1).max(1024),
    }),
    reply: nothingSchema,
  },
  /**
   * Step 2 of the last password sign-in. If the user has not decided which account the tokens are for, the same call asks again and sends nothing.
   */
  completePasswordSignIn: {
    request: z.strictObject({ code: z.string().regex(/^\d{6}$/) }),
    reply: z.union([signedInSchema, undecidedSchema]),
  },
  /** Cancels a password sign-in, forgets tokens that came for its code, and closes the sign-in window. */
  cancelSignIn: { request: nothingSchema, reply: nothingSchema },
  /** Signs in with tokens in pasted text: two JWTs, a cookie header, or another client's JSON. */
  signInWithTokens: {
    request: z.strictObject({ profileId: profileIdSchema, text: pastedTextSchema }),
    reply: signedInSchema,
  },
  /** Signs in with tokens from a file (chosen in a dialog) or from the environment variables. */
  importTokens: {
    request: z.strictObject({ profileId: profileIdSchema, source: z.enum(['file', 'environment']) }),
    reply: signedInSchema,
  },
  /** Starts the demo server in this app and signs the profile `demo` in, in memory only. */
  startDemo: { request: nothingSchema, reply: nothingSchema },
  ...LEFTOVER_CALL_SCHEMAS,
  ...PROGRAM_CALL_SCHEMAS,
  ...TRAIL_CALL_SCHEMAS,
  ...ACTIVITY_CALL_SCHEMAS,
  ...BACKUP_CALL_SCHEMAS,
  /**
   * Writes the profile's tokens into a plain file in the Rust client's format, for other programs; main asks first, then for the path. Without
   * `withRefreshToken` a placeholder replaces the refresh token. `PAUSED` while everything is paused.
   */
  exportTokens: {
    request: z.strictObject({ profileId: profileIdSchema, withRefreshToken: z.boolean() }),
    reply: z.strictObject({ path: z.string() }),
  },
  /**
   * Removes the tokens of the chosen profiles from memory, store and clipboard, each on its own, and lists what was removed. `remaining` names the profiles
   * whose place could not be cleared, absent when there are none; with a single chosen profile its failure is the call's.
   */
  clearTokens: {
    request: z.strictObject({ profileIds: z.array(profileIdSchema).min(1).max(100) }),
    reply: z.strictObject({ removed: z.array(z.string()), remaining: z.array(profileFailureSchema).optional() }),
  },
  /** "Pause all": from now on no token leaves the app, nothing is refreshed, and a copied token is removed from the clipboard. Kept across restarts. */
  pauseAll: { request: nothingSchema, reply: nothingSchema },
  /** Ends the pause; tokens that are due are refreshed at once. */
  resumeAll: { request: nothingSchema, reply: nothingSchema },
  /** Shows the third-party licences in their own window. */
  showLicences: { request: nothingSchema, reply: nothingSchema },
  /**
   * Ends the app and starts the copy that was installed in its place; main asks first if something would be lost. `losesWork`: something is typed, chosen or
   * in progress in the window. `INVALID_INPUT`: there is no other copy.
   */
  restartApp: { request: z.strictObject({ losesWork: z.boolean() }), reply: nothingSchema },
  ...HELP_CALL_SCHEMAS,
  ...CHECK_CALL_SCHEMAS,
  ...PROGRAM_WAY_CALL_SCHEMAS,
  /** Changes the named preferences, each notification switch on its own. */
  changePreferences: { request: preferencesChangeSchema, reply: nothingSchema },
  /** Asks the system whether the app starts when the user signs in. A failure does not mean "off". */
  getAutostart: { request: nothingSchema, reply: autostartSchema },
  /** Switches autostart of this copy on or off; replies with the system's resulting state. */
  setAutostart: { request: z.strictObject({ isOn: z.boolean() }), reply: autostartSchema },
} as const satisfies Record<CallName, { request: z.ZodType; reply: z.ZodType }>;

/** Payload of every push. */
export const PUSH_SCHEMAS = {
  snapshotChanged: snapshotSchema,
  /** Tray, menu or a clicked notification asks the window to show a page. */
  pageRequested: z.strictObject({ page: pageSchema, profileId: profileIdSchema.optional() }),
  /** The result of a tray, menu or shortcut command: the window shows it as if its own button had been pressed. */
  pressDone: pressDoneSchema,
  /** A file was opened from outside; the window shows it if nothing is lost by that. */
  fileOpened: fileOpenedSchema,
} as const satisfies Record<PushName, z.ZodType>;

export type CallRequest<Name extends CallName> = z.infer<(typeof CALL_SCHEMAS)[Name]['request']>;
export type CallReply<Name extends CallName> = z.infer<(typeof CALL_SCHEMAS)[Name]['reply']>;
export type PushPayload<Name extends PushName> = z.infer<(typeof PUSH_SCHEMAS)[Name]>;

/** One function per call, implemented by main. They throw typed errors; register-handlers.ts turns these into Outcomes. */
export type Handlers = { readonly [Name in CallName]: (request: CallRequest<Name>) => Promise<CallReply<Name>> };

/** The type of `window.tokenManager`. */
export type RendererApi = {
  readonly [Name in CallName]: (request: CallRequest<Name>) => Promise<Outcome<CallReply<Name>>>;
} & {
  /** Calls `listener` with each push; the result stops it. */
  readonly subscribe: <Name extends PushName>(name: Name, listener: (payload: PushPayload<Name>) => void) => () => void;
};
