// Texts about a program that asked for tokens, and the possible actions. Pure.
import type { ProgramPolicy, ProgramStatus } from '../../preload/contract/programs-schema';

/** The action of a program's button. */
export type ProgramAction = 'allow' | 'block' | 'withdraw' | 'unblock';

export interface ProgramModel {
  readonly tone: 'good' | 'info' | 'bad';
  readonly shape: 'ring-check' | 'ring-alert' | 'triangle';
  /** The decision that is in effect. */
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
      holds:
        policy === 'ask'
          ? 'You were notified of it, and are asked when it asks again'
          : 'Gets tokens, you were notified',
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
  /** The label for a screen reader. */
  readonly about: (name: string) => string;
  /** The announcement afterwards. */
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

/** Whether the action takes something away from the program. */
export function takesAway(action: ProgramAction): boolean {
  return action === 'block' || action === 'withdraw';
}

/** Longest filter text that the trail accepts. */
const LONGEST_FILTER = 200;

/** The filter text that finds the program in the trail. Its id is unique, while several programs may share a name. A shortened name would find nothing. */
export function trailFilterOf({ programId, name }: Pick<ProgramStatus, 'programId' | 'name'>): string {
  const isWhole = programId.length <= LONGEST_FILTER && !programId.includes('…');
  return isWhole ? programId : (name.split('…')[0] ?? '').slice(0, LONGEST_FILTER);
}
