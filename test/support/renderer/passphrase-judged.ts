// Waits in tests of views until a new passphrase was judged: what judges it is loaded when it is needed.
import { actAndSettle } from './render-view';

export const passphraseJudged = (): Promise<void> =>
  actAndSettle(() => import('../../../main/core/passphrases/passphrase-strength'));
