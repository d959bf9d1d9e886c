// Writes lines to an inherited file descriptor (`--fd 3`). Pipes and sockets are written without blocking, files and terminals directly.
import { createWriteStream, fstatSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { CommandFailure, usageError } from '../words/command-failure';
import { isGiven, openDescriptors } from './given-descriptor';

/** @throws AxiomTokenError `INVALID_INPUT` when the descriptor does not exist or cannot be written */
export function openDescriptor(fd: number): Writable {
  try {
    const status = fstatSync(fd);
    const open = openDescriptors();
    if (status.isDirectory() || (open && !isGiven(fd, open))) throw new Error('not to write to');
    const stream =
      status.isFIFO() || status.isSocket()
        ? new Socket({ fd, readable: false, writable: true })
        : createWriteStream('', { fd, autoClose: false });
    // The error is reported with the line that could not be written.
    stream.on('error', () => undefined);
    return stream;
  } catch {
    throw usageError(
      `--fd ${fd}: this program was not given such a file descriptor to write to.`,
      'Open it where the program is started: in a shell 3>FILE, in other languages as a pipe that is inherited.',
    );
  }
}

/** Whether stdin is a pipe or socket, so that its end can be noticed. */
export function isPiped(fd: number): boolean {
  try {
    const status = fstatSync(fd);
    return status.isFIFO() || status.isSocket();
  } catch {
    return false;
  }
}

/** Resolves when the line was passed to the reader. @throws CommandFailure `OUTPUT_CLOSED` */
export function writeLine(stream: Writable, line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(`${line}\n`, (error) => {
      if (error) reject(new CommandFailure('OUTPUT_CLOSED', 'Nobody reads the lines any more.', 'Run it again.'));
      else resolve();
    });
  });
}
