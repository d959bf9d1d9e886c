// Opens the stream to a bus. Used by connection.ts.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { Duplex } from 'node:stream';
import type { BusAddress } from './addresses';

/** Older versions of Node lose the name of an abstract socket, because it starts with a zero byte. */
const FIRST_NODE_WITH_ABSTRACT_SOCKETS = 22;

/** The stream to `address`; it emits `error` when nothing listens there. */
export function dial(address: BusAddress): Duplex {
  if ('path' in address) return connect(address.path);
  if (Number.parseInt(process.versions.node, 10) >= FIRST_NODE_WITH_ABSTRACT_SOCKETS)
    return connect(`\0${address.abstract}`);
  return bridge(address.abstract);
}

/** Connects through systemd's `systemd-stdio-bridge`, for runtimes that cannot connect directly. Abstract buses exist only where systemd does. */
function bridge(name: string): Duplex {
  const child = spawn('systemd-stdio-bridge', [`--bus-path=unix:abstract=${encodeURIComponent(name)}`], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { PATH: process.env['PATH'] },
  });
  const stream = Duplex.from({ readable: child.stdout, writable: child.stdin });
  child.once('error', (error) => stream.destroy(error));
  stream.once('close', () => child.kill());
  return stream;
}
