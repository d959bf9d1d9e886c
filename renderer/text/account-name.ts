// What an entry about an account calls it. Pure; used by the activity and by the trail.

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The name; for an account that nobody remembers, "a removed account (bot-2)". `removed`: those that were removed from the list. */
export function accountName(profileId: string, profiles: readonly Named[], removed: readonly Named[]): string {
  return [...profiles, ...removed].find(({ id }) => id === profileId)?.name ?? `a removed account (${profileId})`;
}

/** The accounts to filter by, each with its label. */
export function accountChoices(
  profiles: readonly Named[],
  removed: readonly Named[],
): readonly (readonly [id: string, label: string])[] {
  return [
    ...profiles.map(({ id, name }) => [id, name] as const),
    ...removed.map(({ id, name }) => [id, `${name} (removed)`] as const),
  ];
}
