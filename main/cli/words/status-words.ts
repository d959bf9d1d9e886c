// Words for the state of accounts, and the state as an exit code. Pure.
import type { ErrorCode } from '../../core/base/errors';
import { EXIT_OF_CODE } from '../../handout/exit-codes';
import type { ProfileState, StatusAnswer } from '../../handout/protocol';
import { shortDuration } from './duration';
import type { Output } from './output';

type Paint = Output['paint'];

const MARK = { default: '*', other: ' ' } as const;

/** One line per account, in columns. */
export function statusLines(profiles: readonly ProfileState[], paint: Paint): string[] {
  const wide = Math.max(0, ...profiles.map(({ name }) => name.length));
  return profiles.map((profile) => {
    const { name, is_default: isDefault, headline, place } = profile;
    const facts = [leftWords(profile), place, ...(profile.account === null ? [] : [profile.account])];
    const text = [paint(colorOf(profile), headline), ...facts].filter((word) => word !== '').join(' · ');
    return `${isDefault ? MARK.default : MARK.other} ${paint('bold', name.padEnd(wide))}  ${text}`;
  });
}

function leftWords({ expires_in: left }: ProfileState): string {
  return left === null || left <= 0 ? '' : `works ${shortDuration(left * 1000)}`;
}

function colorOf(profile: ProfileState): 'green' | 'yellow' | 'red' {
  const exit = exitOfProfile(profile, false);
  if (wantsPerson(profile)) return 'red';
  if (exit === 0) return profile.storage === 'saved' ? 'green' : 'yellow';
  return exit === EXIT_OF_CODE.NETWORK ? 'yellow' : 'red';
}

/** What `status` prints. `isAlone`: the app was not asked, also where it runs. */
export function statusWords(status: StatusAnswer, paint: Paint, isAlone = false): string {
  const { broker, paused, profiles } = status;
  const who =
    broker.running && !isAlone
      ? `Axiom Token Manager ${broker.version ?? ''} runs (process ${broker.pid ?? '?'}).`
      : unaskedWords(broker, isAlone);
  const because = paused?.reason ? `: ${paused.reason}` : '';
  return [
    who,
    ...(paused
      ? [
          paint(
            'yellow',
            `Everything is paused${because}. Nothing is refreshed or handed out. Resume with: axiom-tokens resume`,
          ),
        ]
      : []),
    ...(profiles.length === 0 ? ['There are no accounts yet. Sign in: axiom-tokens login'] : []),
    ...statusLines(profiles, paint),
    ...profiles.flatMap((profile) => troubleLines(profile)),
  ].join('\n');
}

function unaskedWords(
  { running, pid, looked_in, looked_in_missing }: StatusAnswer['broker'],
  isAlone: boolean,
): string {
  if (looked_in !== undefined && looked_in_missing) {
    return `There is no data folder ${looked_in}: correct AXIOM_TOKENS_CONFIG_DIR, or unset it to use the folder of the app. Nothing was made there.`;
  }
  const folder = looked_in === undefined ? '' : ` with the data folder ${looked_in}`;
  if (running) {
    return `Axiom Token Manager runs${pid === null ? '' : ` (process ${pid})`}${folder}. It was not asked, as --standalone says, so what only the app has is missing here.`;
  }
  return isAlone
    ? `The app was not asked (--standalone); this is the state of the accounts${folder}.`
    : `Axiom Token Manager does not run${folder}; this is the state of its accounts.`;
}

/** The problem and its remedy, and with `--check` Axiom's verdict. */
function troubleLines({ name, last_error: error, verdict }: ProfileState): string[] {
  return [
    ...(verdict === null ? [] : [`  ${name}: ${verdict}`]),
    ...(error === null ? [] : [`  ${name}: ${error.message} ${error.hint}`]),
  ];
}

/** `--oneline`: a short form for a shell prompt. */
export function oneLine({ paused }: StatusAnswer, profile: ProfileState | undefined): string {
  if (!profile) return 'no account';
  if (paused) return `${profile.name}: paused`;
  const left = profile.expires_in;
  return exitOfProfile(profile, false) === 0 && left !== null && !wantsPerson(profile)
    ? `${profile.name}: ${shortDuration(left * 1000)}`
    : `${profile.name}: ${profile.headline}`;
}

/** Why a refresh gives no token, by session facet. For any other facet, Axiom cannot be reached at the moment. */
const OF_SESSION: Readonly<Record<string, ErrorCode>> = {
  'needs-sign-in': 'UNAUTHORIZED',
  'needs-browser': 'BROWSER_REQUIRED',
  'held-up': 'STORAGE_UNAVAILABLE',
};
const OF_STORAGE: Readonly<Record<string, ErrorCode>> = {
  locked: 'STORAGE_LOCKED',
  unavailable: 'STORAGE_UNAVAILABLE',
  corrupt: 'STORAGE_CORRUPT',
};

/** The limit of `token` without --min-valid: it refreshes a token with less time left before it hands it out. */
const LEAST_LEFT_S = 60;

/** Whether `token` hands out the token as it is. */
export function isUsable({ token, expires_in: left }: ProfileState): boolean {
  return token === 'unknown-expiry' || (token !== 'none' && token !== 'expired' && (left ?? Infinity) >= LEAST_LEFT_S);
}

/** Whether only a person can make Axiom issue another token. */
function wantsPerson({ session }: ProfileState): boolean {
  return session === 'needs-sign-in' || session === 'needs-browser';
}

/** The exit code of `status --exit-code`, the same as that of `token`: 0 when a token can be handed out now, or after a refresh that nothing is known to prevent. */
export function exitOfProfile(profile: ProfileState, isPaused: boolean): number {
  const { token, session, storage } = profile;
  if (isPaused || session === 'paused') return EXIT_OF_CODE.PAUSED;
  if (token === 'none') return EXIT_OF_CODE[OF_STORAGE[storage] ?? 'NOT_AUTHENTICATED'];
  if (isUsable(profile) || session === 'ok' || session === 'refreshing') return 0;
  return EXIT_OF_CODE[OF_SESSION[session] ?? 'NETWORK'];
}
