// Opens the stream to a bus. Used by connection.ts.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { Duplex } from 'node:stream';
import type { BusAddress } from './addresses';

/** Older ones cut the name of an abstract socket off before its first byte. */
const FIRST_NODE_WITH_ABSTRACT_SOCKETS = 22;

/** The stream to `address`; it emits `error` when nobody listens there. */
export function dial(address: BusAddress): Duplex {
  if ('path' in address) return connect(address.path);
  if (Number.parseInt(process.versions.node, 10) >= FIRST_NODE_WITH_ABSTRACT_SOCKETS)
    return connect(`\0${address.abstract}`);
  return bridge(address.abstract);
}

/** systemd's own way to a bus over a pair of pipes, for the runtimes that cannot; where systemd is not, neither is that bus. */
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
