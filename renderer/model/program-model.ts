// What the window says of a program that has asked for tokens, and what can be done about it. Pure.
import type { ProgramPolicy, ProgramStatus } from '../../preload/contract/programs-schema';

/** What a button of a program does. */
export type ProgramAction = 'allow' | 'block' | 'withdraw' | 'unblock';

export interface ProgramModel {
  readonly tone: 'good' | 'info' | 'bad';
  readonly shape: 'ring-check' | 'ring-alert' | 'triangle';
  /** What holds for it now. */
  readonly holds: string;
  readonly actions: readonly ProgramAction[];
}

/** `policy`: what happens when a new program of the account asks. */
export function programModel(
  { decision, scope, by, isAboutRefreshToken }: ProgramStatus,
  policy: ProgramPolicy,
): ProgramModel {
  if (decision === 'deny') {
    const what = isAboutRefreshToken ? 'Refresh token blocked' : 'Blocked';
    return {
      ...{ tone: 'bad', shape: 'triangle' },
      holds: scope === 'hour' ? `${what} for an hour` : what,
      actions: isAboutRefreshToken ? ['unblock'] : ['allow', 'unblock'],
    };
  }
  if (by === 'told')
    return {
      ...{ tone: 'info', shape: 'ring-alert' },
      holds: policy === 'ask' ? 'You were told of it, and are asked when it asks again' : 'Gets tokens, you were told',
      actions: ['allow', 'block', 'withdraw'],
    };
  return {
    ...{ tone: 'good', shape: 'ring-check' },
    holds: ALLOWED[scope],
    actions: scope === 'always' ? ['block', 'withdraw'] : ['allow', 'block', 'withdraw'],
  };
}

const ALLOWED: Readonly<Record<ProgramStatus['scope'], string>> = {
  always: 'Always allowed',
  session: 'Allowed for its session',
  run: 'Allowed until the screen is locked or the app quits',
  hour: 'Allowed for an hour',
};

export interface ActionWords {
  readonly label: string;
  /** For a screen reader. */
  readonly about: (name: string) => string;
  /** What has come of it. */
  readonly done: (name: string) => string;
}

export const ACTION_WORDS: Readonly<Record<ProgramAction, ActionWords>> = {
  allow: {
    label: 'Always allow',
    about: (name) => `Always allow ${name}`,
    done: (name) => `${name} is always allowed to have access tokens.`,
  },
  block: {
    label: 'Block',
    about: (name) => `Block ${name}`,
    done: (name) => `${name} is blocked.`,
  },
  withdraw: {
    label: 'Forget',
    about: (name) => `Forget ${name}`,
    done: (name) => `${name} is forgotten. When it asks again, it is a new program.`,
  },
  unblock: {
    label: 'Unblock',
    about: (name) => `Unblock ${name}`,
    done: (name) => `${name} is not blocked any more. When it asks again, it is a new program.`,
  },
};

/** Both take something away from the program. */
export function takesAway(action: ProgramAction): boolean {
  return action === 'block' || action === 'withdraw';
}

/** As much as the trail can be asked for. */
const LONGEST_FILTER = 200;

/** By what the trail finds it. Its id is of it alone; a name may be of several. What is shown shortened finds nothing as a whole. */
export function trailFilterOf({ programId, name }: Pick<ProgramStatus, 'programId' | 'name'>): string {
  const isWhole = programId.length <= LONGEST_FILTER && !programId.includes('…');
  return isWhole ? programId : (name.split('…')[0] ?? '').slice(0, LONGEST_FILTER);
}
