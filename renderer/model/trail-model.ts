// Texts about an entry of the audit trail. Pure.
import type { TrailEvent, TrailLine } from '../../preload/contract/trail-schema';
import { countWords } from '../text/count-words';

/** The events in the order of the page's filter. */
export const EVENTS: readonly (readonly [TrailEvent, string])[] = [
  ['handed-out', 'Tokens handed out'],
  ['refused', 'Refused'],
  ['allowed', 'Programs allowed'],
  ['blocked', 'Programs blocked'],
  ['forgotten', 'Programs forgotten'],
  ['policy', 'Rules for new programs'],
  ['paused', 'Paused'],
  ['resumed', 'Resumed'],
];

const VIA: Readonly<Record<TrailLine['via'], string>> = {
  window: 'in the window',
  clipboard: 'to the clipboard',
  export: 'into a plain file',
  socket: 'over the socket',
  'command-line': 'by the command line, without the app',
};

export interface TrailWords {
  /** What happened. */
  readonly what: string;
  /** Why it was decided, and the program's stated reason. */
  readonly aside: readonly string[];
  readonly isProblem: boolean;
}

export function trailWords(entry: TrailLine): TrailWords {
  const { event, via, kind, because, reason } = entry;
  const aside = [
    ...(because === undefined ? [] : [event === 'handed-out' || event === 'refused' ? sentence(because) : because]),
    ...(reason === undefined ? [] : [`It said: “${reason}”`]),
  ];
  const token = kind === 'refresh' ? 'Refresh token' : 'Access token';
  switch (event) {
    case 'handed-out':
      return { what: `${token} ${VIA[via]}${validWords(entry.validForMs)}`, aside, isProblem: kind === 'refresh' };
    case 'refused':
      return { what: `${token} refused`, aside, isProblem: true };
    case 'allowed':
      return { what: 'Program allowed', aside, isProblem: false };
    case 'blocked':
      return { what: 'Program blocked', aside, isProblem: false };
    case 'forgotten':
      return { what: 'Program forgotten', aside, isProblem: false };
    case 'policy':
      return { what: 'Rule for new programs changed', aside, isProblem: false };
    case 'paused':
      return { what: 'Everything paused', aside, isProblem: false };
    case 'resumed':
      return { what: 'Resumed', aside, isProblem: false };
  }
}

function validWords(validForMs: number | undefined): string {
  if (validForMs === undefined || validForMs <= 0) return '';
  const minutes = Math.floor(validForMs / 60_000);
  return minutes < 1 ? ', valid for less than a minute' : `, valid for ${countWords(minutes, 'minute', 'minutes')}`;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
