// What an entry about an account calls it. Pure.

/** The name of the account with this id. `known`: those in the list, then those that were removed from it; only the newest of the removed are remembered. */
export function accountName(
  profileId: string,
  known: readonly { readonly id: string; readonly name: string }[],
): string {
  return known.find(({ id }) => id === profileId)?.name ?? `a removed account (${profileId})`;
}
