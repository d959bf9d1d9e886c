// Known, unfixed faults of the core that the shared model has found, each in a rare situation. They are prevented here so that the model can find others; each is
// documented by its shortest sequence in KNOWN_FAULTS. Whoever fixes one removes it here; a world with `allowsFaults` lets all of them happen.
import { FILE_A, FILE_B, KEYCHAIN, LINK_A, type SharedSetting, type SharedWorld } from './shared-world';

/**
 * A file that two programs use by two names, because a link was made after one of them had chosen it, has two locks, journals and lists of marks. Still no token
 * is sent twice, but a sign-out is not noticed. [A, keychain] beside [link to A, keychain].
 */
export function isOtherName(world: SharedWorld, program: 0 | 1, to: string): boolean {
  return (
    !world.allowsFaults &&
    world
      .profiles()
      .some(
        ({ who, profile: other, place }) => place === to && to !== other.manager.place.key && who.program !== program,
      )
  );
}

const CHAINS: SharedSetting = [
  [KEYCHAIN, KEYCHAIN],
  [KEYCHAIN, KEYCHAIN],
];
const FILES: SharedSetting = [
  [FILE_A, FILE_B],
  [KEYCHAIN, KEYCHAIN],
];
const LINKED: SharedSetting = [
  [FILE_A, LINK_A],
  [KEYCHAIN, FILE_B],
];
const BY_TWO_NAMES: SharedSetting = [
  [FILE_A, KEYCHAIN],
  [LINK_A, KEYCHAIN],
];

/** The fault, its place in the code, and the steps that show it. */
export const KNOWN_FAULTS: readonly (readonly [string, SharedSetting, string])[] = [
  [
    'a sign-out of a file is not heard of by its other name',
    BY_TWO_NAMES,
    'sign in (0, default); sign out (0, default)',
  ],
];

/** Fixed faults. */
export const FIXED_FAULTS: typeof KNOWN_FAULTS = [
  [
    'what was never saved at a locked place that was left is looked for on and on',
    CHAINS,
    'lock; sign in (1, second); sign in (1, second); move to /disk/b.json (1, second); lock',
  ],
  [
    'a sealed sign-in is not opened where its place has a pair of another account',
    FILES,
    'move to /disk/a.json (1, default); sign in (1, second); lock; sign in (1, second); paste the oldest pair (1, default); crash and restart (1)',
  ],
  [
    'a place whose pair another account has is written over by a refresh',
    CHAINS,
    'move to /disk/b.json (0, second); sign in (0, second); sign in (0, default); paste from (0, second) to (1, default); refresh (0, default)',
  ],
  [
    'an older sign-in that is pasted is written over by a refresh',
    CHAINS,
    'sign in (0, second); sign in (1, second); paste the oldest pair (1, second); refresh (0, second)',
  ],
  [
    'what was sealed twice is lost to who read it once',
    CHAINS,
    'sign in (0, default); lock; 20 minutes; crash and restart (0)',
  ],
  [
    'a record in memory keeps the generation of another sign-in',
    CHAINS,
    'sign in (0, second); lock; sign in (0, second); sign in (0, second); sign in (0, second); crash and restart (0); crash and restart (1); sign in (1, second)',
  ],
  [
    'two accounts take one pair when they are read at once',
    FILES,
    'sign in (1, second); lock; crash and restart (1); paste the oldest pair (1, default); unlock (0); crash and restart (1)',
  ],
  [
    'the removal of what was never saved at a place that was left is never over',
    FILES,
    'sign in (1, default); lock; sign in (1, default); sign out (1, default); move to /disk/b.json (1, default)',
  ],
  [
    'a sign-out of a file that another account has removes what that has there',
    LINKED,
    'sign in (0, default); sign out (0, second); move to keychain (0, second); crash and restart (0)',
  ],
  [
    'a sign-in that another program has refreshed is written over by the one who made it',
    CHAINS,
    'sign in (0, default); lock; sign in (1, default); 8 minutes; remove or add second (0); refresh (0, default)',
  ],
  ['an own file by its other name is free to the other account', BY_TWO_NAMES, 'move to /disk/a.json (1, second)'],
  [
    'a used-up pair counts as newer than the one in memory',
    CHAINS,
    'sign in (0, default); lock; crash and restart (0); paste the oldest pair (0, default); 20 minutes',
  ],
  [
    'what was refreshed at a place that another program left while it was locked is removed',
    CHAINS,
    'sign in (0, second); sign in (0, second); lock; move to /disk/a.json (1, second); 8 minutes',
  ],
  [
    'a sign-out that waited clears a later sign-in that another program has sealed',
    CHAINS,
    'sign in (0, default); lock; sign out (0, default); sign in (1, default); crash and restart (1)',
  ],
  [
    'what was signed out of is kept beside the pair that has replaced it',
    CHAINS,
    'sign in (0, default); sign in (0, second); move to /disk/b.json (1, default); paste from (1, default) to (0, second); sign out (1, second)',
  ],
  [
    'a sign-in that was replaced where another account had what replaced it counts as locked',
    CHAINS,
    'sign in (0, default); move to /disk/b.json (0, default); sign in (1, second); paste from (0, default) to (1, second); move to /link/a.json (1, second); crash and restart (0)',
  ],
  [
    'a move clears what another program has sealed at the place that is left',
    CHAINS,
    'sign in (0, second); lock; sign in (0, second); move to /disk/b.json (1, second); crash and restart (0)',
  ],
  [
    'a pair that was pasted before a sign-out comes back',
    CHAINS,
    'sign in (0, default); lock; paste from (0, default) to (1, default); sign out (0, default)',
  ],
  [
    'a pair that was pasted after a sign-out goes with it',
    CHAINS,
    'sign in (1, second); lock; sign out (1, second); paste the oldest pair (0, second)',
  ],
];
