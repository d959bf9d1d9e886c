// Handler that restarts the app into the newly installed copy. It asks first when the user would lose something; tokens in flight or unsaved are asked about
// by the quit itself (main/compose/quit.ts).
import { AxiomTokenError } from '../../../core/base/errors';
import type { Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';
import { restartQuestion } from '../../../core/intents/questions';

export function createRestartHandler(services: AppServices): Pick<Handlers, 'restartApp'> {
  const { registry, passwordSignIn, browserSignIn } = services;
  const refuseWithoutAnotherCopy = (): void => {
    const words = services.replacedCopy();
    if (words?.canRestart) return;
    throw new AxiomTokenError('INVALID_INPUT', {
      message: words?.message ?? 'This app was not updated or replaced while it ran.',
      remedy: words?.remedy ?? 'No restart is needed. Nothing was changed.',
    });
  };
  return {
    async restartApp({ losesWork }) {
      refuseWithoutAnotherCopy();
      const held = registry.list().filter(({ isDemo, manager }) => !isDemo && manager.getTokens() !== undefined);
      const namesIn = (kind: string) => held.filter(({ store }) => store.kind === kind).map(({ name }) => name);
      const question = restartQuestion({
        forThisRunOnly: namesIn('memory'),
        behindPassphrase: namesIn('sealed-file'),
        isSigningIn: passwordSignIn.isUnderWay || browserSignIn.isUnderWay,
        losesWork,
      });
      if (question) await services.confirm(question);
      else await services.whileNoDialogIsOpen(async () => undefined);
      // The new copy may have been removed while the question was open.
      refuseWithoutAnotherCopy();
      services.restart();
    },
  };
}
