// The index of profiles in `profiles.json`: names, places and whether tokens were saved. No secrets. Opened by the composition root.
import * as z from 'zod';
import type { Clock } from '../../core/ports/clock';
import type { Logger } from '../../core/ports/logger';
import type { ProfileEntry, ProfileIndex } from '../../core/ports/profile-index';
import { PLACE_KINDS, placeOf, storeChoice } from '../../core/ports/token-places';
import { readCheckedJsonFile, writeCheckedJsonFile } from '../files/checked-json-file';

export interface ProfilesFileOptions {
  /** `profiles.json` in the app's own folder. */
  readonly path: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

const storeSchema = z
  .object({ kind: z.enum(PLACE_KINDS), path: z.string().min(1).optional() })
  .refine(({ kind, path }) => placeOf(kind).asks === 'nothing' || path !== undefined, 'the path is missing')
  .transform(({ kind, path = '' }) => storeChoice(kind, path));

/** A schema for every field of an entry, no more and no fewer. */
const entryShape: { readonly [Field in keyof ProfileEntry]-?: z.ZodType<ProfileEntry[Field]> } = {
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.string().min(1).max(200),
  store: storeSchema,
  hasTokens: z.boolean(),
  leavingSinceMs: z.number().optional(),
  keychainProvider: z.string().min(1).max(200).optional(),
};
const entrySchema = z.object(entryShape);

const fileSchema = z.object({
  version: z.literal(1),
  profiles: z
    .array(entrySchema)
    .refine((profiles) => new Set(profiles.map(({ id }) => id)).size === profiles.length, 'an id stands twice'),
});

/**
 * After an index was lost nobody knows whether the keychain holds tokens. Taking them as expected keeps a locked keychain from looking like
 * "signed out"; that there really are none is then told in words, and a sign-in puts it right.
 */
const AFTER_LOSS: readonly ProfileEntry[] = [
  { id: 'default', name: 'main', store: { kind: 'keychain' }, hasTokens: true },
];

/**
 * Opens the index: empty when there is no file yet. A damaged file is set aside and its last good copy used; without one the index starts with
 * the first profile, taken to have tokens.
 * @throws AxiomTokenError `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`, `STORAGE_FULL` when the file is there but cannot be read or set aside
 */
export async function openProfilesFile({ path, clock, logger }: ProfilesFileOptions): Promise<ProfileIndex> {
  const check = (json: unknown): readonly ProfileEntry[] | undefined => fileSchema.safeParse(json).data?.profiles;
  const checkFile = (json: unknown) => {
    const profiles = check(json);
    return profiles && { version: 1, profiles };
  };
  const found = await readCheckedJsonFile({ path, check: checkFile, clock, logger });
  let entries = found.value?.profiles ?? (found.isDamaged ? AFTER_LOSS : []);
  let tail: Promise<void> = Promise.resolve();
  const change = (next: (present: readonly ProfileEntry[]) => readonly ProfileEntry[]): Promise<void> => {
    const result = tail.then(async () => {
      const changed = next(entries);
      await writeCheckedJsonFile(path, { version: 1, profiles: changed }, logger);
      entries = changed;
    });
    tail = result.catch(() => undefined);
    return result;
  };
  return {
    list: () => entries,
    put: (entry) => change((present) => withEntry(present, entry)),
    remove: (id) => change((present) => present.filter((entry) => entry.id !== id)),
  };
}

/** The list with the entry in place of the one with its id, or at the end. */
export function withEntry(entries: readonly ProfileEntry[], entry: ProfileEntry): readonly ProfileEntry[] {
  const isThere = entries.some(({ id }) => id === entry.id);
  return isThere ? entries.map((present) => (present.id === entry.id ? entry : present)) : [...entries, entry];
}
