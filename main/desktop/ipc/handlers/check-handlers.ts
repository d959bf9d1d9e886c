// Handlers of "Check this computer": run the checks of `doctor`, and copy the report.
import { AxiomTokenError } from '../../../core/base/errors';
import { reportLines } from '../../../doctor/report-lines';
import type { Finding } from '../../../handout/operations';
import type { Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';

export function createCheckHandlers(services: AppServices): Pick<Handlers, 'checkComputer' | 'copyCheckReport'> {
  let running: Promise<readonly Finding[]> | undefined;
  let last: readonly Finding[] | undefined;
  return {
    async checkComputer() {
      running ??= services.checkComputer().finally(() => {
        running = undefined;
      });
      last = await running;
      return { findings: [...last] };
    },
    async copyCheckReport() {
      if (!last) {
        throw new AxiomTokenError('INVALID_INPUT', {
          message: 'Nothing was checked yet.',
          remedy: 'Check this computer first, then copy.',
        });
      }
      await services.copyText(`${reportLines(last).join('\n')}\n`);
    },
  };
}
