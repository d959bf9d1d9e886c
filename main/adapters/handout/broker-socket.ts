// The socket that programs knock at: opened where no other program listens, and removed at the end. Nothing runs while nobody knocks.
import { chmod, lstat, unlink } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { AxiomTokenError, toAxiomTokenError } from '../../core/base/errors';
import { ChangeEmitter } from '../../core/flow/change-emitter';
import { createInTurn } from '../../core/flow/in-turn';
import type { Unsubscribe } from '../../core/ports/clock';
import type { Logger } from '../../core/ports/logger';
import type { RefreshLock } from '../../core/ports/refresh-lock';
import { errnoOf, isMissing } from '../files/storage-error';
import { prepareSocketFolder } from './socket-folder';
import type { SocketPlace } from './socket-place';

export interface BrokerSocketParts {
  /** May throw as `socketPlace`. */
  readonly place: () => SocketPlace;
  /** Keeps two starts from taking a left socket away from one another. */
  readonly lock: RefreshLock;
  readonly onConnection: (socket: Socket) => void;
  /** What people call the program at the other end. */
  readonly nameOf: (socket: Socket) => Promise<string>;
  readonly logger: Logger;
}

/** `closed`: not opened yet, or not any more. */
export type SocketState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'listening'; readonly path: string }
  | { readonly kind: 'trouble'; readonly error: AxiomTokenError };

const LOCK_WAIT_MS = 5_000;

interface Listening {
  readonly server: Server;
  readonly path: string;
  /** Device and inode; absent for a pipe. */
  readonly entry: string | undefined;
}

export class BrokerSocket {
  readonly #parts: BrokerSocketParts;
  readonly #inTurn = createInTurn();
  readonly #changes: ChangeEmitter;
  #state: SocketState = { kind: 'closed' };
  #listening: Listening | undefined;
  #isDisposed = false;

  constructor(parts: BrokerSocketParts) {
    this.#parts = parts;
    this.#changes = new ChangeEmitter(parts.logger);
  }

  get state(): SocketState {
    return this.#state;
  }

  /** Calls `listener` after the state has changed. */
  onChange(listener: () => void): Unsubscribe {
    return this.#changes.subscribe(listener);
  }

  /** Opens it, or looks whether it still is what programs knock at, and opens it anew where it is not. What is in the way is told by the state. */
  async check(): Promise<SocketState> {
    await this.#inTurn(async () => {
      if (this.#isDisposed) return;
      try {
        this.#become({ kind: 'listening', path: await this.#openUnlessThere() });
      } catch (error) {
        this.#become({ kind: 'trouble', error: toAxiomTokenError(error) });
      }
    });
    return this.#state;
  }

  /** Nobody can connect any more; whoever has connected stays so. */
  async dispose(): Promise<void> {
    await this.#inTurn(async () => {
      this.#isDisposed = true;
      const listening = this.#listening;
      this.#listening = undefined;
      if (listening) await closeOwn(listening);
      this.#become({ kind: 'closed' });
    });
  }

  #become(state: SocketState): void {
    const { logger } = this.#parts;
    const hasTrouble = state.kind === 'trouble';
    const isOld = hasTrouble && this.#state.kind === 'trouble' && this.#state.error.message === state.error.message;
    if (isOld || (state.kind === 'listening' && this.#state.kind === 'listening')) return;
    this.#state = state;
    if (hasTrouble) logger.error('the socket for programs could not be opened', state.error);
    this.#changes.emit();
  }

  async #openUnlessThere(): Promise<string> {
    const place = this.#parts.place();
    const { path, folder } = place;
    const former = this.#listening;
    if (former?.path === path && former.entry === (await entryOf(path))) return path;
    // The former one is left as it is: closing it would remove whatever lies at its path by now. Nobody comes to it any more.
    this.#listening = undefined;
    if (folder !== undefined) await prepareSocketFolder(folder);
    const server = (await this.#listen(path)) ?? (await this.#replaceLeft(place));
    if (folder !== undefined) await chmod(path, 0o600);
    this.#listening = { server, path, entry: await entryOf(path) };
    return path;
  }

  /** `undefined` where something lies there already. */
  #listen(path: string): Promise<Server | undefined> {
    const { logger, onConnection } = this.#parts;
    return new Promise((resolve, reject) => {
      const server = createServer(onConnection);
      server.once('error', (error) =>
        errnoOf(error) === 'EADDRINUSE' ? resolve(undefined) : reject(cannotListen(path, error)),
      );
      server.once('listening', () => {
        server.removeAllListeners('error');
        server.on('error', (error) => logger.error('the socket for programs has failed', error));
        resolve(server);
      });
      // The file is made at once, in this call, and must never be open to others.
      const umask = process.umask(0o177);
      try {
        server.listen(path);
      } finally {
        process.umask(umask);
      }
    });
  }

  /** Takes the place of a socket whose program has ended without removing it. */
  async #replaceLeft({ path, folder }: SocketPlace): Promise<Server> {
    await this.#refuseUnlessLeft(path, folder !== undefined);
    const release = await this.#parts.lock.acquire(`broker-socket:${path}`, LOCK_WAIT_MS);
    if (!release) throw trouble(`another start is opening ${path}`, 'Wait a moment');
    try {
      // Another start may have opened it meanwhile.
      await this.#refuseUnlessLeft(path, folder !== undefined);
      await unlink(path).catch((error: unknown) => {
        if (!isMissing(error)) throw cannotListen(path, error);
      });
      const server = await this.#listen(path);
      if (!server) throw trouble(`another program has taken ${path} at this moment`, 'Wait a moment');
      return server;
    } finally {
      release();
    }
  }

  async #refuseUnlessLeft(path: string, isFile: boolean): Promise<void> {
    const entry = isFile ? await lstat(path).catch(() => undefined) : undefined;
    if (entry && !entry.isSocket()) throw trouble(`something that is no socket lies at ${path}`, `Move ${path} away`);
    const holder = await this.#holderOf(path);
    if (holder === undefined) return;
    throw trouble(`another program listens at ${path} already: ${holder}`, 'End that program');
  }

  /** Who listens there; `undefined` for nobody. */
  #holderOf(path: string): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const socket = connect(path);
      socket.once('error', (error) => {
        const code = errnoOf(error);
        if (code === 'ECONNREFUSED' || code === 'ENOENT') resolve(undefined);
        else if (code === 'EAGAIN') resolve('one that takes nobody in');
        else reject(cannotListen(path, error));
      });
      socket.once('connect', () => {
        this.#parts
          .nameOf(socket)
          .catch(() => 'one of another user')
          .then(resolve, reject)
          .finally(() => socket.destroy());
      });
    });
  }
}

/** Closing removes the file, whoever's it is: so only where it is ours. */
async function closeOwn({ server, path, entry }: Listening): Promise<void> {
  if (entry === (await entryOf(path))) server.close();
  else server.unref();
}

async function entryOf(path: string): Promise<string | undefined> {
  const entry = await lstat(path, { bigint: true }).catch(() => undefined);
  return entry && `${entry.dev}:${entry.ino}`;
}

function cannotListen(path: string, error: unknown): AxiomTokenError {
  return trouble(`${path} could not be opened (${errnoOf(error) ?? 'unknown reason'})`, 'Look at its folder', error);
}

function trouble(reason: string, remedy: string, cause?: unknown): AxiomTokenError {
  return new AxiomTokenError('BROKER_UNAVAILABLE', {
    message: `No program can be served over the socket: ${reason}.`,
    remedy: `${remedy}; it is tried again when this is looked at. Tokens and window are not affected.`,
    ...(cause === undefined ? {} : { cause }),
  });
}
