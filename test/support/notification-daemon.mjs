// A desktop's notification service as a process of its own, so that a test can stop it. Takes the bus address; prints "ready", and the title of each
// notification when it is shown. Ends with its input.
import { connectBus } from '../../build/virtual-desktop/bus-connection.mjs';

const NAME = 'org.freedesktop.Notifications';

const connection = await connectBus(process.argv[2] ?? '');
let count = 0;
connection.serve(({ interface: asked, member, body }) => {
  if (asked !== NAME) return undefined;
  if (member === 'GetServerInformation') return ['ssss', ['test', 'test', '1', '1.2']];
  if (member === 'GetCapabilities') return ['as', [['body', 'actions']]];
  if (member === 'CloseNotification') return ['', []];
  if (member !== 'Notify') return undefined;
  process.stdout.write(`${String(body[3])}\n`);
  return ['u', [++count]];
});
await connection.requestName(NAME);
process.stdout.write('ready\n');
process.stdin.on('end', () => process.exit()).resume();
