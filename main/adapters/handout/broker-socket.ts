// The listening socket of the broker: opened if no other program listens there, and removed at the end. No timer runs.
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
  /** The path of the socket. May throw as `socketPlace`. */
  readonly place: () => SocketPlace;
  /** Keeps two processes that start at the same time from removing each other's socket. */
  readonly lock: RefreshLock;
  readonly onConnection: (socket: Socket) => void;
  /** The name, for the user, of the program at the other end. */
  readonly nameOf: (socket: Socket) => Promise<string>;
  readonly logger: Logger;
}

/** `closed`: not opened yet, or disposed. `trouble`: could not be opened. */
export type SocketState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'listening'; readonly path: string }
  | { readonly kind: 'trouble'; readonly error: AxiomTokenError };

const LOCK_WAIT_MS = 5_000;

interface Listening {
  readonly server: Server;
  readonly path: string;
  /** Device and inode of the socket file; absent for a pipe. */
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

  /** Opens the socket, or checks that the file at its path is still ours and opens it again if not. A failure is in the returned state. */
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

  /** Closes the socket for new connections; existing connections stay. */
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
    // The former server is not closed, because that would remove the file that is at its path now. It gets no connections any more.
    this.#listening = undefined;
    if (folder !== undefined) await prepareSocketFolder(folder);
    const server = (await this.#listen(path)) ?? (await this.#replaceLeft(place));
    if (folder !== undefined) await chmod(path, 0o600);
    this.#listening = { server, path, entry: await entryOf(path) };
    return path;
  }

  /** Listens at the path; `undefined` if there is already a file. */
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
      // The file is made inside this call, and other users must never have access to it.
      const umask = process.umask(0o177);
      try {
        server.listen(path);
      } finally {
        process.umask(umask);
      }
    });
  }

  /** Replaces a stale socket, whose program has ended without removing it. */
  async #replaceLeft({ path, folder }: SocketPlace): Promise<Server> {
    await this.#refuseUnlessLeft(path, folder !== undefined);
    const release = await this.#parts.lock.acquire(`broker-socket:${path}`, LOCK_WAIT_MS);
    if (!release) throw trouble(`another start is opening ${path}`, 'Wait a moment');
    try {
      // Another process may have opened it meanwhile.
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
    if (entry && !entry.isSocket()) throw trouble(`something other than a socket is at ${path}`, `Move ${path} away`);
    const holder = await this.#holderOf(path);
    if (holder === undefined) return;
    throw trouble(`another program listens at ${path} already: ${holder}`, 'End that program');
  }

  /** The name of the program that listens there; `undefined` when none does. */
  #holderOf(path: string): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const socket = connect(path);
      socket.once('error', (error) => {
        const code = errnoOf(error);
        if (code === 'ECONNREFUSED' || code === 'ENOENT') resolve(undefined);
        else if (code === 'EAGAIN') resolve('one that accepts no connection');
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

/** Closes the server only if the file at its path is ours, because closing removes that file. */
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
    remedy: `${remedy}. The app tries again when you go to its window. Your tokens are not affected.`,
    ...(cause === undefined ? {} : { cause }),
  });
}
