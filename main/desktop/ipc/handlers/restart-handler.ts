// Handler of the call that restarts the app once another copy lies in its place. It asks first where the person would lose something by it; tokens on their way
// and unsaved ones are the quit's own question (main/compose/quit.ts).
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
      message: words?.message ?? 'No other copy of this app was installed.',
      remedy: words?.remedy ?? 'There is nothing to restart for. Nothing was changed.',
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
      // It may have been removed while the person thought.
      refuseWithoutAnotherCopy();
      services.restart();
    },
  };
}
