// The token that a child is started with.
import type { TokenAnswer, TokenGetParams } from '../../handout/protocol';
import { defaultMinValidMs } from './child-schedule';

/**
 * One that is valid for as long as was asked for; where nothing was, for half its life, 5 minutes at most. How long a life is only a token tells, so that
 * a second one is asked for where the first has too little left.
 * @throws AxiomTokenError as `get`
 */
export async function tokenForChild(
  get: (params: TokenGetParams) => Promise<TokenAnswer>,
  params: TokenGetParams,
): Promise<TokenAnswer> {
  if (params.minValidMs !== undefined) return get(params);
  const token = await get({ ...params, minValidMs: 0 });
  const minValidMs = defaultMinValidMs(token);
  const isLongEnough = token.expires_in === null || token.expires_in * 1000 >= minValidMs;
  return isLongEnough ? token : get({ ...params, minValidMs });
}
