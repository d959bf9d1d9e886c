// From its first token on, a program that runs for days means that account: whatever becomes of the default account, and whoever signs in later. Pure.
import type { TokenAnswer } from '../../handout/protocol';
import type { SubscribeParams } from '../../handout/wire-calls';

/** The same request, for tokens of the account that `token` is of and of no other. */
export function keptTo<Params extends SubscribeParams>(
  params: Params,
  { profile, account }: Pick<TokenAnswer, 'profile' | 'account'>,
): Params {
  return { ...params, profile, ...(account === null ? {} : { account }) };
}
