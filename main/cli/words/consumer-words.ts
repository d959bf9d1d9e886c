// How decisions about programs, and entries of the trail, are told to a person. Pure.
import { AxiomTokenError } from '../../core/base/errors';
import { formatRfc3339 } from '../../core/base/rfc3339';
import type { Consent, ConsentPolicy } from '../../handout/consent';
import type { TrailEntry } from '../../handout/trail-entry';
import { shortDuration } from './duration';

const SCOPES: Readonly<Record<Consent['scope'], string>> = {
  session: 'for its terminal session',
  run: 'until the app quits or the screen is locked',
  always: 'always',
  hour: 'for an hour',
};

/** A decision as `--json` prints it. */
type ShownConsent = ReturnType<typeof consentJson>;

export function consentLine(consent: ShownConsent): string {
  const { id, name, decision, scope, by, profile } = consent;
  const verb = decision === 'allow' ? 'allowed' : 'blocked';
  const who = by === 'told' ? ', by the rule for new programs' : '';
  return `${id}  ${profile}  ${verb} ${SCOPES[scope]}${who}: ${name}`;
}

/** With names and times as everywhere in what `--json` prints; `null` where not known. */
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
  return policy === 'ask' ? 'you are asked about new programs' : 'new programs are allowed, and you are told';
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

export function trailLine(entry: TrailEntry): string {
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
  const account = profileId === undefined ? '' : ` (${profileId})`;
  return `${entry.id}  ${new Date(atMs).toISOString()}  ${consumer.name} ${what}${account}: ${details.join(', ')}`;
}

const COLUMNS = [
  ...['id', 'time', 'event', 'program', 'program_id', 'pid', 'account', 'kind', 'valid_for_s', 'via'],
  ...['rule', 'code', 'reason', 'tag', 'count', 'last_time', 'changed_by'],
] as const;

/** A table for spreadsheets, in the order of the entries. */
export function trailTable(entries: readonly TrailEntry[]): string {
  const rows = entries.map((entry) => [
    entry.id,
    new Date(entry.atMs).toISOString(),
    entry.event,
    entry.consumer.name,
    entry.consumer.programId,
    entry.consumer.pid,
    entry.profileId,
    entry.kind,
    entry.validForMs === undefined ? undefined : Math.floor(entry.validForMs / 1000),
    entry.via,
    entry.rule,
    entry.code,
    entry.reason,
    entry.tag,
    entry.count,
    new Date(entry.lastAtMs).toISOString(),
    entry.by?.name,
  ]);
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** A spreadsheet takes what begins with these signs for a formula. */
function cell(value: string | number | undefined): string {
  const text = String(value ?? '');
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
