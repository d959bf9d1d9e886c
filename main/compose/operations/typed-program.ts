// Finds the program that the user means by a typed path: the ids under which it asks for tokens. Refuses a path under
// which no program can ever ask.
import { AxiomTokenError } from '../../core/base/errors';
import { blockTargets } from '../../handout/decide-consent';
import { isPath } from '../../handout/known-consumers';
import type { ProgramFile } from '../../handout/program-file';
import type { OperationsWorld } from './operation-parts';

type World = Pick<OperationsWorld, 'handout' | 'lookAtProgram'>;

/**
 * The ids that the decision is about; the last one is returned to the caller. Text that is not a path is returned as it is: the consents know programs by name.
 * @throws AxiomTokenError `INVALID_INPUT` if a decision about it would never have an effect
 */
export async function typedPrograms(
  { handout, lookAtProgram }: World,
  profileId: string,
  typed: string,
  what: 'allow' | 'block',
): Promise<readonly [string, ...string[]]> {
  if (!isPath(typed)) return [typed];
  const file = await lookAtProgram(typed);
  const entries = await handout.trail.query({ profileId }).catch(() => []);
  const asked = entries.flatMap(({ consumer }) => blockTargets(consumer));
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
      // Blocked under both known paths, whichever interpreter runs it.
      if (what === 'block') return typed === file.path ? [typed] : [typed, file.path];
      const paths = [typed, file.path];
      const ran = asked.find(({ script }) => script !== undefined && paths.includes(script))?.programId;
      const id = ran ?? file.runsAs;
      if (id === undefined) throw runsAsUnknown(file);
      return [id];
    }
  }
}

/** The id of the file at a path, so that a block applies to each of its names. */
export async function fileIdOf(
  { lookAtProgram }: Pick<World, 'lookAtProgram'>,
  typed: string,
): Promise<string | undefined> {
  const file = isPath(typed) ? await lookAtProgram(typed) : undefined;
  return file && 'fileId' in file ? file.fileId : undefined;
}

/** The paths under which a file may have been blocked: as typed, and with links resolved. */
export async function programsToForget({ lookAtProgram }: World, typed: string): Promise<readonly string[]> {
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
    message: `${path} runs other programs and scripts, and each of them needs a decision of its own.`,
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
