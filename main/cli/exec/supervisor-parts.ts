// What the supervisor of `exec` works with. Types.
import type { Clock } from '../../core/ports/clock';
import type { TokenAnswer, TokenGetParams } from '../../handout/protocol';
import type { SubscribeParams } from '../../handout/wire-calls';
import type { TokenFeed } from '../feed/token-feed';
import type { Child } from './child-process';
import type { OnRefresh } from './child-schedule';

export interface SupervisorParts {
  readonly feed: Pick<TokenFeed, 'follow'>;
  /** Requests the token for the next child. @throws AxiomTokenError */
  readonly getToken: (how: Pick<TokenGetParams, 'mayAsk'>) => Promise<TokenAnswer>;
  /** @throws CommandFailure */
  readonly start: (token: TokenAnswer) => Promise<Child>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onRefresh: OnRefresh;
  readonly stopSignal: NodeJS.Signals;
  readonly stopTimeoutMs: number;
  /** Which tokens are followed. */
  readonly follow: SubscribeParams;
  /** Writes the program's token file; absent when it has none. @throws AxiomTokenError */
  readonly writeFile?: ((token: TokenAnswer) => Promise<void>) | undefined;
  /** Prints one line for the user. */
  readonly say: (line: string) => void;
}
