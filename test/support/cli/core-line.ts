// The real command line with the real core, for use without the app; only the state folder is the test's (STATE_DIRECTORY). Bundled and run by tests.
import { openInProcess } from '../../../main/cli/session/open-in-process';
import { runAsProgram } from './run-as-program';

void runAsProgram((request) =>
  openInProcess({
    ...request,
    dataDirectory: request.settings.dataDirectory.value,
    stateDirectory: process.env['STATE_DIRECTORY'],
  }),
);
