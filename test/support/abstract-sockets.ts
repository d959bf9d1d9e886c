// Whether this machine can reach a bus with an abstract address: Node itself can, or systemd's bridge exists. Otherwise tests that need it are skipped.
import { spawnSync } from 'node:child_process';

const FIRST_NODE = 22;

export const CAN_REACH_ABSTRACT_SOCKETS =
  Number.parseInt(process.versions.node, 10) >= FIRST_NODE || !spawnSync('systemd-stdio-bridge', ['--version']).error;
