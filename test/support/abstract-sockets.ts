// Whether this machine can reach a bus in the abstract namespace: its Node can, or systemd's bridge is there. Tests that need it are skipped otherwise.
import { spawnSync } from 'node:child_process';

const FIRST_NODE = 22;

export const CAN_REACH_ABSTRACT_SOCKETS =
  Number.parseInt(process.versions.node, 10) >= FIRST_NODE || !spawnSync('systemd-stdio-bridge', ['--version']).error;
