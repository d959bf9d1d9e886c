// Handlers of "Use it in your programs": the example lines for an account, and copying one. They contain no token.
import { AxiomTokenError } from '../../../core/base/errors';
import { waysToUse } from '../../../handout/program-ways';
import type { Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';

export function createProgramWayHandlers(
  services: AppServices,
): Pick<Handlers, 'describeProgramWays' | 'copyProgramWay'> {
  const describe = (profileId: string) => {
    services.registry.get(profileId);
    const { command, setUp } = services.commandLine();
    const { apiOrigin, platform } = services;
    const ways = [...waysToUse({ command, profileId, apiOrigin, platform })];
    return { ways, ...(setUp === undefined ? {} : { setUp }) };
  };
  return {
    async describeProgramWays({ profileId }) {
      const socketTrouble = services.socketTrouble.read();
      return { ...describe(profileId), ...(socketTrouble ? { socketTrouble } : {}) };
    },
    async copyProgramWay({ profileId, way }) {
      const { ways, setUp } = describe(profileId);
      const lines = way === 'set-up' ? setUp?.line : ways.find(({ id }) => id === way)?.lines;
      if (lines === undefined) throw new AxiomTokenError('INVALID_INPUT');
      await services.copyText(`${lines}\n`);
    },
  };
}
