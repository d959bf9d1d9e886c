// Waits in tests of views until a new passphrase was judged: the code for that is loaded on demand.
import { actAndSettle } from './render-view';

export const passphraseJudged = (): Promise<void> =>
  actAndSettle(() => import('../../../main/core/passphrases/passphrase-strength'));
