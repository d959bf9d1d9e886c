// Binds the requests of a long-running program to the account of its first token, even if the default account changes
// or someone else signs in later. Pure.
import type { TokenAnswer } from '../../handout/protocol';
import type { SubscribeParams } from '../../handout/wire-calls';

/** The same request, but only for tokens of the account of `token`. */
export function bindToAccount<Params extends SubscribeParams>(
  params: Params,
  { profile, account }: Pick<TokenAnswer, 'profile' | 'account'>,
): Params {
  return { ...params, profile, ...(account === null ? {} : { account }) };
}
