// Gets the token that a child is started with.
import type { TokenAnswer, TokenGetParams } from '../../handout/protocol';
import { defaultMinValidMs } from './child-schedule';

/**
 * A token that is valid for as long as `--min-valid` asks; by default for half its lifetime, at most 5 minutes. The lifetime is only known from a token, so a second
 * request follows when the first token has too little left.
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
