// The real command line and the real core where no app runs, but for the state folder, which is the test's own (STATE_DIRECTORY). Bundled and run by tests.
import { openAlone } from '../../../main/cli/session/open-alone';
import { runAsProgram } from './run-as-program';

void runAsProgram((request) =>
  openAlone({
    ...request,
    dataDirectory: request.settings.dataDirectory.value,
    stateDirectory: process.env['STATE_DIRECTORY'],
  }),
);
