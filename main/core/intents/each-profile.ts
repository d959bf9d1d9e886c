// Does one thing for several profiles independently: a failure for one does not stop the others, and the result names it.
// Used by restore, clear and backup.
import { toAxiomTokenError } from '../base/errors';
import type { Failure } from '../profiles/profile-problem';

/** Why something could not be done for one of several profiles. */
export interface ProfileFailure extends Failure {
  readonly profileId: string;
  readonly name: string;
}

/** The result for each profile, in the order of the input. */
export interface ProfileResults<Value> {
  readonly done: readonly Value[];
  readonly failed: readonly ProfileFailure[];
}

/** Starts `run` for every profile at once and waits for all. @throws the error of `run` when it was the only profile */
export async function forEachProfile<Named extends { readonly id: string; readonly name: string }, Value>(
  profiles: readonly Named[],
  run: (profile: Named) => Promise<Value>,
): Promise<ProfileResults<Value>> {
  if (profiles.length === 1) return { done: await Promise.all(profiles.map(run)), failed: [] };
  const done: Value[] = [];
  const failed: ProfileFailure[] = [];
  const settled = await Promise.allSettled(profiles.map(run));
  for (const [index, { id, name }] of profiles.entries()) {
    const result = settled[index];
    if (result?.status === 'fulfilled') done.push(result.value);
    else failed.push(toProfileFailure(id, name, result?.reason));
  }
  return { done, failed };
}

function toProfileFailure(profileId: string, name: string, error: unknown): ProfileFailure {
  const { code, message, remedy } = toAxiomTokenError(error);
  return { profileId, name, code, message, remedy };
}
