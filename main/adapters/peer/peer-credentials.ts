// Asks the kernel which process is at the other end of a connected unix socket. Node has no call for that, so koffi is used, which is loaded for the first client.
import type { Socket } from 'node:net';
import type { Logger } from '../../core/ports/logger';

/** Process and user of the client at the time of the connection. */
export interface PeerCredentials {
  readonly pid: number;
  readonly uid: number;
}

/** The C function `getsockopt`. It returns 0 when the kernel has filled `value`. */
export type GetSocketOption = (
  descriptor: number,
  level: number,
  name: number,
  value: Uint8Array,
  length: [number],
) => number;

/** The part of koffi that is used. */
interface Koffi {
  load(path: string | null): { func(declaration: string): unknown };
}

const DECLARATION =
  'int getsockopt(int descriptor, int level, int name, _Out_ uint8_t *value, _Inout_ uint32_t *length)';

/** Loads the function. @throws what loading koffi throws: it is missing, or for another kind of computer */
export function loadGetSocketOption(): GetSocketOption {
  const koffi = require('koffi') as Koffi;
  return koffi.load(null).func(DECLARATION) as GetSocketOption;
}

type Ask = (getOption: GetSocketOption, descriptor: number) => PeerCredentials | undefined;

/** Linux: SO_PEERCRED of SOL_SOCKET gives `struct ucred { pid_t pid; uid_t uid; gid_t gid; }`. */
const askLinux: Ask = (getOption, descriptor) => {
  const credentials = readOption(getOption, descriptor, { level: 1, name: 17, bytes: 12 });
  return credentials && { pid: credentials.readInt32LE(0), uid: credentials.readUInt32LE(4) };
};

/** macOS: LOCAL_PEERPID and LOCAL_PEERCRED of SOL_LOCAL; `struct xucred` has the user after its version. */
const askMac: Ask = (getOption, descriptor) => {
  const pid = readOption(getOption, descriptor, { level: 0, name: 2, bytes: 4 });
  const credentials = readOption(getOption, descriptor, { level: 0, name: 1, bytes: 76 });
  return pid && credentials && { pid: pid.readInt32LE(0), uid: credentials.readUInt32LE(4) };
};

/** Other systems are not supported: for a Windows pipe Node does not even provide the handle. */
const ASK: Partial<Record<NodeJS.Platform, Ask>> = { linux: askLinux, darwin: askMac };

/** The credentials; `undefined` when the kernel does not provide them. */
export function credentialsOf(
  descriptor: number,
  platform: NodeJS.Platform,
  getOption: GetSocketOption,
): PeerCredentials | undefined {
  return ASK[platform]?.(getOption, descriptor);
}

export interface KernelParts {
  readonly platform: NodeJS.Platform;
  readonly logger: Pick<Logger, 'error'>;
  readonly load?: (() => GetSocketOption) | undefined;
}

/** A function that returns the credentials of a socket, or `undefined` when the kernel does not provide them. Loads koffi for the first client. */
export function createCredentialsOfSocket({
  platform,
  logger,
  load = loadGetSocketOption,
}: KernelParts): CredentialsOfSocket {
  let getOption: GetSocketOption | undefined;
  let hasFailed = false;
  const loaded = (): GetSocketOption | undefined => {
    if (getOption || hasFailed) return getOption;
    try {
      getOption = load();
    } catch (error) {
      hasFailed = true;
      logger.error(
        'programs at the socket cannot be identified: the library that asks the system for them (koffi) could not be loaded',
        error,
      );
    }
    return getOption;
  };
  return (socket) => {
    const descriptor = descriptorOf(socket);
    const ask = loaded();
    return descriptor !== undefined && ask ? credentialsOf(descriptor, platform, ask) : undefined;
  };
}

export type CredentialsOfSocket = (socket: Socket) => PeerCredentials | undefined;

/** The file descriptor of a connected socket. It is not public in Node; only this function knows where it is. */
export function descriptorOf(socket: Socket): number | undefined {
  const { _handle: handle } = socket as { _handle?: { readonly fd?: unknown } | null };
  const descriptor = handle?.fd;
  return typeof descriptor === 'number' && descriptor >= 0 ? descriptor : undefined;
}

function readOption(
  getOption: GetSocketOption,
  descriptor: number,
  option: { readonly level: number; readonly name: number; readonly bytes: number },
): Buffer | undefined {
  const value = Buffer.alloc(option.bytes);
  return getOption(descriptor, option.level, option.name, value, [option.bytes]) === 0 ? value : undefined;
}
