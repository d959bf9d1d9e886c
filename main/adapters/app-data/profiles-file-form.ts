// The format of `profiles.json`, in all versions, entry by entry: an entry that is not understood does not affect the others.
// Used by profiles-file.ts, which reads and writes the file.
import * as z from 'zod';
import { type StoredValue, storedVersions } from '../../core/base/stored-versions';
import { PROFILE_ID, type ProfileEntry, type RemovedProfile, type UnknownEntry } from '../../core/ports/profile-index';
import { isPlaceKind, PLACE_KINDS, placeOf, type StoreChoice } from '../../core/ports/token-places';

/** A place that this version knows. Unknown keys are written back, here and everywhere else in the file. */
const storeSchema = z
  .looseObject({ kind: z.enum(PLACE_KINDS), path: z.string().min(1).optional() })
  .refine(({ kind, path }) => placeOf(kind).asks === 'nothing' || path !== undefined, 'the path is missing')
  // The type and the check above both follow the table of places, which says which kinds have a path.
  .transform((store) => store as unknown as StoreChoice);

const idSchema = z.string().regex(PROFILE_ID);
const nameSchema = z.string().min(1).max(200);

const removalSchema = z.looseObject({
  store: storeSchema,
  signIn: z.string().min(1).max(100).optional(),
  authenticatedUserId: z.string().min(1).max(1000).optional(),
  subject: z.string().min(1).max(1000).optional(),
  sinceMs: z.number(),
  signInDecidedAtMs: z.number().optional(),
  serverOffsetMs: z.number().optional(),
  reason: z.enum(['signed-out', 'moved', 'copied']),
});

/** A schema for every field of an entry, no more and no fewer. */
const entryShape: { readonly [Field in keyof ProfileEntry]-?: z.ZodType<ProfileEntry[Field]> } = {
  id: idSchema,
  name: nameSchema,
  store: storeSchema,
  hasTokens: z.boolean(),
  signIn: z.string().min(1).max(100).optional(),
  neverSaved: z.array(z.string().min(1).max(100)).optional(),
  decidedAtMs: z.number().optional(),
  removing: z.array(removalSchema).optional(),
  leftBehind: z.array(storeSchema).optional(),
  keychainProvider: z.string().min(1).max(200).optional(),
};
const entrySchema = z.looseObject(entryShape);

const plainEntry = z.looseObject({});

/**
 * The versions of an entry; the file has one number for all. In version 1 `deletionPendingSinceMs` was called `leavingSinceMs`. In version 2 it meant the one
 * pending removal that an entry could have, at its own place.
 */
const ENTRY_VERSIONS = storedVersions(plainEntry)
  .next(plainEntry, ({ leavingSinceMs, ...entry }) =>
    leavingSinceMs === undefined ? entry : { ...entry, deletionPendingSinceMs: leavingSinceMs },
  )
  .next(plainEntry, ({ deletionPendingSinceMs: sinceMs, ...entry }) =>
    sinceMs === undefined ? entry : { ...entry, removing: [{ store: entry['store'], sinceMs, reason: 'signed-out' }] },
  );

/** A place of a kind that only a newer version knows. */
const laterStore = z.looseObject({ kind: z.string().refine((kind) => !isPlaceKind(kind)) });
const isInLaterStore = (holder: unknown): boolean => z.looseObject({ store: laterStore }).safeParse(holder).success;

/** An entry of the list: in the newest form, or, if it is not understood, as it was found, to be written back unchanged. */
export type ListedEntry =
  | { readonly isKnown: true; readonly entry: ProfileEntry }
  | { readonly isKnown: false; readonly found: unknown; readonly shown: UnknownEntry };

/** The file's content. */
export interface ProfilesFileContent {
  /** A newer version of the app has written it. It is read as far as it is understood, but never written. */
  readonly isLater: boolean;
  /** An earlier version of the app has written it, and could still read the file, until it is rewritten in the newest form. */
  readonly isEarlier: boolean;
  readonly profiles: readonly ListedEntry[];
  /** The profiles that were removed, oldest first. */
  readonly removed: readonly RemovedProfile[];
  /** All other keys of the file, apart from `version`. */
  readonly rest: Readonly<Record<string, unknown>>;
}

const fileSchema = z.looseObject({ version: z.number().int().min(1) });
/** Each entry is read separately: one that is not understood does not affect the others. */
const removedSchema = z.array(z.looseObject({ id: idSchema, name: nameSchema }).optional().catch(undefined)).catch([]);

/**
 * Reads parsed JSON of any version into the newest form. An entry is understood if every field that this version needs can be read, also in a file of a later
 * version, whose further keys are ignored. `damaged`: no version or no list; `later`: no list, in a file of a later version.
 */
export function readProfilesFileContent(json: unknown): StoredValue<ProfilesFileContent> {
  const file = fileSchema.safeParse(json);
  if (!file.success) return { kind: 'damaged' };
  const { version, profiles, removed: found, ...rest } = file.data;
  const removed = removedSchema.parse(found).flatMap((one) => one ?? []);
  const isLater = version > ENTRY_VERSIONS.current;
  if (!Array.isArray(profiles)) return isLater ? { kind: 'later', version } : { kind: 'damaged' };
  const isEarlier = version < ENTRY_VERSIONS.current;
  return { kind: 'value', value: { isLater, isEarlier, profiles: readList(profiles, version), removed, rest } };
}

/** The JSON to write, with the newest version number. Not for content of a later version, which would get a lower number. */
export function writeProfilesFileContent({ profiles, removed, rest }: ProfilesFileContent): unknown {
  const list = profiles.map((listed) => (listed.isKnown ? listed.entry : listed.found));
  return { version: ENTRY_VERSIONS.current, ...rest, profiles: list, ...(removed.length > 0 ? { removed } : {}) };
}

/** Whether an entry, understood or not, has this id. */
export function bearsId(listed: ListedEntry, id: string): boolean {
  return (listed.isKnown ? listed.entry.id : listed.shown.id) === id;
}

/** Reads the entries. An id belongs to the first entry that has it, even if that one is not understood; a second entry with the id is never used instead. */
function readList(list: readonly unknown[], version: number): readonly ListedEntry[] {
  const ids = new Set<string>();
  return list.map((found): ListedEntry => {
    const entry = readEntry(found, version);
    const { id, name } = wordsOf(found);
    const isSecond = id !== undefined && ids.has(id);
    if (id !== undefined) ids.add(id);
    if (entry && !isSecond) return { isKnown: true, entry };
    const isNewer = !isSecond && (version > ENTRY_VERSIONS.current || isOfNewerVersion(found));
    return { isKnown: false, found, shown: { id, name, reason: isNewer ? 'newer-version' : 'unreadable' } };
  });
}

function readEntry(found: unknown, version: number): ProfileEntry | undefined {
  const plain = ENTRY_VERSIONS.read(found, Math.min(version, ENTRY_VERSIONS.current));
  return plain.kind === 'value' ? entrySchema.safeParse(plain.value).data : undefined;
}

function wordsOf(found: unknown): Pick<UnknownEntry, 'id' | 'name'> {
  const { id, name } = plainEntry.safeParse(found).data ?? {};
  return { id: idSchema.safeParse(id).data, name: nameSchema.safeParse(name).data };
}

function isOfNewerVersion(found: unknown): boolean {
  const { removing } = plainEntry.safeParse(found).data ?? {};
  return isInLaterStore(found) || (Array.isArray(removing) && removing.some(isInLaterStore));
}
