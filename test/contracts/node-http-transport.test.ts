import { createNodeHttpTransport } from '../../main/adapters/http/node-http-transport';
import { createSystemClock } from '../../main/adapters/platform/system-clock';
import { describeHttpTransportContract } from './http-transport.contract';

const transport = createNodeHttpTransport({ clock: createSystemClock() });

describeHttpTransportContract('node:http and node:https', () => transport);
