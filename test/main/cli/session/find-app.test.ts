import { createServer, type Server } from 'node:net';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type FindParts, findApp } from '../../../../main/cli/session/find-app';
import { canConnect } from '../../../../main/cli/session/running-app';
import type { BrokerLink } from '../../../../main/cli/session/session';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { temporaryFolder } from '../../../support/temporary-folder';

const FAILURE = new AxiomTokenError('BROKER_UNAVAILABLE', { message: 'not there' });
const LINK = {} as BrokerLink;
