// The form of `profiles.json`, in all versions.
// Used by profiles-file.ts, which reads and writes the file.
import * as z from 'zod';
import { type StoredValue, storedVersions } from '../../core/base/stored-versions';
import type { ProfileEntry } from '../../core/ports/profile-index';
import { isPlaceKind, PLACE_KINDS, placeOf, type StoreChoice } from '../../core/ports/token-places';

/** A place that this version knows. Unknown keys are written back, here and everywhere else in the file. */
const storeSchema = z
  .looseObject({ kind: z.enum(PLACE_KINDS), path: z.string().min(1).optional() })
  .refine(({ kind, path }) => placeOf(kind).asks === 'nothing' || path !== undefined, 'the path is missing')
  // The type and the check above both follow the table of places, which says which kinds have a path.
  .transform((store) => store as unknown as StoreChoice);

const idSchema = z.string().regex(/^[a-z0-9-]{1,40}$/);

const removalSchema = z.looseObject({
  store: storeSchema,
  signIn: z.string().min(1).max(100).optional(),
  accountId: z.string().min(1).max(1000).optional(),
  sinceMs: z.number(),
  reason: z.enum(['signed-out', 'moved']),
});

/** A schema for every field of an entry, no more and no fewer. */
const entryShape: { readonly [Field in keyof ProfileEntry]-?: z.ZodType<ProfileEntry[Field]> } = {
  id: idSchema,
  name: z.string().min(1).max(200),
  store: storeSchema,
  hasTokens: z.boolean(),
  signIn: z.string().min(1).max(100).optional(),
  removing: z.array(removalSchema).optional(),
  deletionPendingSinceMs: z.number().optional(),
  keychainProvider: z.string().min(1).max(200).optional(),
};
const entrySchema = z.looseObject(entryShape).transform((entry): ListedEntry => ({ isKnown: true, entry }));

/** An entry of a newer version: its place has a kind that this version does not know. */
const laterEntrySchema = z
  .looseObject({ id: idSchema, store: z.looseObject({ kind: z.string().refine((kind) => !isPlaceKind(kind)) }) })
  .transform((entry): ListedEntry => ({ isKnown: false, entry }));

/** An entry of the list: known to this version, or of a newer version and then written back unchanged. */
export type ListedEntry =
  | { readonly isKnown: true; readonly entry: ProfileEntry }
  | { readonly isKnown: false; readonly entry: { readonly id: string } };

/** The file's content, without the version. */
export interface ProfilesFileContent {
  readonly profiles: readonly ListedEntry[];
  readonly [unknownKey: string]: unknown;
}

const contentSchema: z.ZodType<ProfilesFileContent> = z.looseObject({
  profiles: z
    .array(z.union([entrySchema, laterEntrySchema]))
    .refine((listed) => new Set(listed.map(({ entry }) => entry.id)).size === listed.length, 'an id stands twice'),
});

const plainEntries = z.looseObject({ profiles: z.array(z.looseObject({})) });

/** In version 1 `deletionPendingSinceMs` was called `leavingSinceMs`. */
const CONTENT_VERSIONS = storedVersions(plainEntries).next(plainEntries, ({ profiles, ...rest }) => ({
  ...rest,
  profiles: profiles.map(({ leavingSinceMs, ...entry }) =>
    leavingSinceMs === undefined ? entry : { ...entry, deletionPendingSinceMs: leavingSinceMs },
  ),
}));

/** Reads parsed JSON of any version into the newest form. */
export function readProfilesFileContent(json: unknown): StoredValue<ProfilesFileContent> {
  const { version, ...content } = z.looseObject({}).safeParse(json).data ?? {};
  const found = CONTENT_VERSIONS.read(content, version);
  if (found.kind !== 'value') return found;
  const checked = contentSchema.safeParse(found.value);
  return checked.success ? { kind: 'value', value: checked.data } : { kind: 'damaged' };
}

/** The JSON to write, with the newest version. */
export function writeProfilesFileContent({ profiles, ...rest }: ProfilesFileContent): unknown {
  return { version: CONTENT_VERSIONS.current, ...rest, profiles: profiles.map(({ entry }) => entry) };
}
