// The program that runs every writer of files with every disk fault at every call. Started by test/faults/disk.ts with a DiskTrial; sends a DiskCell
// for each, then ends.
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AxiomTokenError } from '../../../main/core/base/errors';
import { type DiskFault, type DiskStep, installFaultyDisk } from './fault-disk-platform';
import type { DiskCell, DiskTrial } from './fault-disk-protocol';
import { fillDisk, makeReadOnly } from './fault-disk-small';
import type { DiskWriter, Found } from './fault-disk-writers';

const trial = JSON.parse(process.argv[2] ?? '') as DiskTrial;
// Before any module is loaded that might keep a reference to a function.
const disk = installFaultyDisk();

async function tryAll(): Promise<void> {
  const { DISK_WRITERS, NAIVE_WRITER } = await import('./fault-disk-writers');
  for (const writer of trial.isNaive ? [NAIVE_WRITER] : DISK_WRITERS) {
    const { steps, names } = await inFreshFolder((folder) => watch(writer, folder));
    if (trial.isSmallDisk) await tryOnSmallDisk(writer, names);
    else await tryEveryCall(writer, names, steps);
  }
}

async function tryEveryCall(writer: DiskWriter, names: ReadonlySet<string>, steps: readonly DiskStep[]) {
  for (const call of steps.keys()) {
    for (const errno of trial.errnos) {
      if (errno === 'short' && steps[call] !== 'write' && steps[call] !== 'copy') continue;
      for (const isLasting of trial.isLastingToo ? [false, true] : [false]) {
        send(await inFreshFolder((folder) => tryOne(writer, names, folder, { call, errno, isLasting })));
      }
    }
  }
}

async function tryOnSmallDisk(writer: DiskWriter, names: ReadonlySet<string>): Promise<void> {
  for (const freeBlocks of [0, 1, 2]) {
    const spoil = () => fillDisk(trial.folder, freeBlocks);
    const cell = await inFreshFolder((folder) => tryOne(writer, names, folder, undefined, spoil));
    send({ ...cell, disk: `a disk with ${freeBlocks} blocks free` });
  }
  const cell = await inFreshFolder((folder) =>
    tryOne(writer, names, folder, undefined, () => makeReadOnly(trial.folder)),
  );
  send({ ...cell, errno: 'EROFS', disk: 'a read-only disk' });
}

function send(cell: DiskCell): void {
  process.send?.(cell);
}

/** The calls of a writer without a fault, and the names of all files afterwards. */
async function watch(writer: DiskWriter, folder: string) {
  await writer.prepare(folder);
  const before = await filesIn(folder);
  disk.begin(folder);
  await writer.act(folder);
  const steps = disk.end();
  const names = new Set([...before, ...(await filesIn(folder))]);
  const found = await writer.look(folder);
  if (found !== writer.goal || steps.length === 0) throw new Error(`${writer.name}: ${found}, ${steps.length} calls`);
  return { steps, names };
}

/** Runs the writer with the fault, then again without it. */
async function tryOne(
  writer: DiskWriter,
  names: ReadonlySet<string>,
  folder: string,
  fault: DiskFault | undefined,
  spoil: () => () => void = () => () => undefined,
): Promise<DiskCell> {
  await writer.prepare(folder);
  const repair = spoil();
  disk.begin(folder, fault);
  const failure = await act(writer, folder);
  const steps = disk.end();
  repair();
  await letUnlinksEnd(folder);
  const unexpectedFiles = async (mayStay: RegExp | undefined) =>
    (await filesIn(folder)).filter((name) => {
      const isKnown = names.has(name) || writer.leaves?.test(basename(name)) || mayStay?.test(basename(name));
      return isKnown !== true;
    });
  const leftovers = await unexpectedFiles(undefined);
  const after = await look(writer, folder);
  await act(writer, folder);
  const call = fault?.call ?? steps.length;
  return {
    ...{ writer: writer.name, start: writer.start, goal: writer.goal, isSilent: writer.isSilent ?? false },
    ...{ errno: fault?.errno ?? 'ENOSPC', isLasting: fault?.isLasting ?? false },
    ...{ step: steps[call] ?? 'look', before: steps.slice(0, call), wasMet: !fault || steps.length > call },
    ...{ after, leftovers, ...(failure ? { failure } : {}), again: await look(writer, folder) },
    leftoversAgain: await unexpectedFiles(fault?.isLasting ? writer.mayStay : undefined),
  };
}

async function act(writer: DiskWriter, folder: string): Promise<DiskCell['failure']> {
  try {
    await writer.act(folder);
    return undefined;
  } catch (error) {
    const { code = 'none', message = '' } = error as { readonly code?: string; readonly message?: string };
    return { code, isTyped: error instanceof AxiomTokenError, namesPath: message.includes(folder) };
  }
}

async function look(writer: DiskWriter, folder: string): Promise<Found> {
  return writer.look(folder).catch(() => 'damaged' as const);
}

/** The library of the preferences removes its temporary file without waiting for it. */
async function letUnlinksEnd(folder: string): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    if (!(await filesIn(folder)).some((name) => name.includes('.tmp-'))) return;
    await pause(1);
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const below = entries.map(async (entry) =>
    entry.isDirectory() ? (await readdir(join(folder, entry.name))).map((name) => join(entry.name, name)) : entry.name,
  );
  return (await Promise.all(below)).flat();
}

async function inFreshFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(trial.folder, randomUUID());
  await mkdir(folder);
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

void tryAll().then(() => process.disconnect());
