// Words for consents and entries of the audit trail. Pure.
import { AxiomTokenError } from '../../core/base/errors';
import { formatRfc3339 } from '../../core/base/rfc3339';
import { accountName } from '../../core/profiles/account-name';
import type { Consent, ConsentPolicy } from '../../handout/consent';
import type { AccountNames } from '../../handout/operations';
import type { TrailEntry } from '../../handout/trail-entry';
import { accountWords } from './account-words';
import { shortDuration } from './duration';

const SCOPES: Readonly<Record<Consent['scope'], string>> = {
  session: 'for its terminal session',
  run: 'until the app quits or the screen is locked',
  always: 'always',
  hour: 'for an hour',
};

/** A consent as `--json` prints it. */
type ShownConsent = ReturnType<typeof consentJson>;

/** `account`: the account in words; `policy`: what happens when a new program of the account asks. */
export function consentLine(consent: ShownConsent, account: string, policy?: ConsentPolicy): string {
  const { id, name, decision, scope, by } = consent;
  const verb = decision === 'allow' ? 'allowed' : 'blocked';
  if (decision === 'allow' && by === 'told') {
    // The user did not decide about it, so "always" would be wrong. The window shows it in the same way.
    const notified = policy === 'ask' ? 'asked about again, was notified before' : 'gets tokens, you were notified';
    return `${id}  ${account}  ${notified}: ${name}`;
  }
  return `${id}  ${account}  ${verb} ${SCOPES[scope]}: ${name}`;
}

/** The names and time format of all `--json` output; `null` when unknown. */
export function consentJson(consent: Consent) {
  const { id, profileId, programId, sessionId, binary, name, decision, scope, by, decidedAtMs, lastUsedAtMs } = consent;
  return {
    id,
    profile: profileId,
    program_id: programId,
    session_id: sessionId ?? null,
    binary: binary ?? null,
    kind: consent.kind ?? null,
    name,
    decision,
    scope,
    by,
    decided_at: formatRfc3339(decidedAtMs),
    last_used_at: lastUsedAtMs === undefined ? null : formatRfc3339(lastUsedAtMs),
  };
}

export function policyWords(policy: ConsentPolicy): string {
  return policy === 'ask' ? 'you are asked about new programs' : 'new programs are allowed, and you are notified';
}

const EVENTS: Readonly<Record<TrailEntry['event'], string>> = {
  'handed-out': 'got a token',
  refused: 'was refused',
  allowed: 'was allowed',
  blocked: 'was blocked',
  forgotten: 'was forgotten',
  policy: 'changed the rule for new programs',
  paused: 'paused everything',
  resumed: 'resumed',
};

/** The account of an entry by its name alone, as an export has it. `names`: absent from an app of an earlier version. */
export function trailAccount(id: string, names: AccountNames | undefined): string {
  return names === undefined ? id : accountName(id, listedIn(names));
}

function listedIn(names: AccountNames): { readonly id: string; readonly name: string }[] {
  return Object.entries(names).map(([id, name]) => ({ id, name }));
}

/** `names`: of the accounts, by their ids, also of those that were removed. */
export function trailLine(entry: TrailEntry, names?: AccountNames): string {
  const { atMs, consumer, by, event, kind, count, tag, validForMs, code, rule, reason, via, profileId } = entry;
  const what = event === 'handed-out' && kind === 'refresh' ? 'got a token with its refresh token' : EVENTS[event];
  const details = [
    ...(count > 1 ? [`${count} times`] : []),
    ...(validForMs === undefined ? [] : [`valid ${shortDuration(validForMs)}`]),
    ...(code === undefined ? [] : [new AxiomTokenError(code).message.replace(/\.$/, '')]),
    ...(rule === undefined ? [] : [rule]),
    ...(reason === undefined ? [] : [`"${reason}"`]),
    ...(by === undefined ? [] : [`changed by ${by.name}`]),
    `by ${via}`,
    ...(tag === undefined ? [] : [`token ${tag}`]),
  ];
  const account = profileId === undefined ? '' : ` (${accountInTrail(profileId, names)})`;
  return `${numberWords(entry)}  ${new Date(atMs).toISOString()}  ${consumer.name} ${what}${account}: ${details.join(', ')}`;
}

/** With its id, by which `--profile` finds its entries; one that nobody remembers is found by its id alone. */
function accountInTrail(id: string, names: AccountNames | undefined): string {
  const isForgotten = names !== undefined && !Object.hasOwn(names, id);
  return isForgotten ? accountName(id, []) : accountWords(id, names?.[id]);
}

/** The numbers of the lines in this entry: lines that repeat one are folded into it. */
function numberWords({ id, lastId }: TrailEntry): string {
  if (id === 0) return '-';
  return lastId === undefined ? String(id) : `${id} (to ${lastId})`;
}
