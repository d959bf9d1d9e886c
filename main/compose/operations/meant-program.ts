// What a person means who types the path of a program's file: the ids under which it asks, or why nothing of that name ever would.
import { AxiomTokenError } from '../../core/base/errors';
import { blockable } from '../../handout/decide-consent';
import { isPath } from '../../handout/known-consumers';
import type { ProgramFile } from '../../handout/program-file';
import type { OperationsWorld } from './operation-parts';

type World = Pick<OperationsWorld, 'handout' | 'lookAtProgram'>;

/**
 * The ids to decide about, the one that is answered with last. What is no path is left to those who know the programs' names.
 * @throws AxiomTokenError `INVALID_INPUT` where no decision about it would ever count
 */
export async function meantPrograms(
  { handout, lookAtProgram }: World,
  profileId: string,
  typed: string,
  what: 'allow' | 'block',
): Promise<readonly [string, ...string[]]> {
  if (!isPath(typed)) return [typed];
  const file = await lookAtProgram(typed);
  const entries = await handout.trail.query({ profileId }).catch(() => []);
  const asked = entries.flatMap(({ consumer }) => blockable(consumer));
  const isKnown = (id: string): boolean =>
    asked.some(({ programId }) => programId === id) ||
    handout.consents.list(profileId).some(({ programId }) => programId === id);
  switch (file.kind) {
    case 'none':
      if (isKnown(typed)) return [typed];
      throw noFile(typed);
    case 'program':
      return [file.path];
    case 'runner':
      if (isKnown(file.path)) return [file.path];
      throw onlyRuns(file.path);
    case 'script': {
      // Whatever runs it, and by whatever path it is started of the two that are known.
      if (what === 'block') return typed === file.path ? [typed] : [typed, file.path];
      const paths = [typed, file.path];
      const ran = asked.find(({ script }) => script !== undefined && paths.includes(script))?.programId;
      const id = ran ?? file.runsAs;
      if (id === undefined) throw runsAsUnknown(file);
      return [id];
    }
  }
}

/** Of the file that a path leads to: what is blocked is so by each of its names. */
export async function fileIdOf(
  { lookAtProgram }: Pick<World, 'lookAtProgram'>,
  typed: string,
): Promise<string | undefined> {
  const file = isPath(typed) ? await lookAtProgram(typed) : undefined;
  return file && 'fileId' in file ? file.fileId : undefined;
}

/** The paths of a script, under which it may have been blocked. What is no script is meant as it was typed. */
export async function meantToForget({ lookAtProgram }: World, typed: string): Promise<readonly string[]> {
  if (!isPath(typed)) return [typed];
  const file = await lookAtProgram(typed);
  return file.kind === 'none' || file.path === typed ? [typed] : [typed, file.path];
}

function noFile(typed: string): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', {
    message: `There is no file ${typed}, and no program of that name has asked.`,
    remedy: 'Correct the path, or name a program that "axiom-tokens trail" shows. Nothing was changed.',
  });
}

function onlyRuns(path: string): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', {
    message: `${path} runs other programs and scripts, and each of them is decided about by itself.`,
    remedy:
      'Name the script or program. To be asked about every new one: axiom-tokens consumers policy ask. Nothing was changed.',
  });
}

function runsAsUnknown({ path }: Extract<ProgramFile, { kind: 'script' }>): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', {
    message: `${path} is a script, and its first line does not say what runs it.`,
    remedy: 'Let it ask for a token once, then allow it by its name. Nothing was changed.',
  });
}
