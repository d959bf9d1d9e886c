// Parses the flags of `watch`. Pure.
import type { SubscribeParams } from '../../handout/wire-calls';
import { usageError } from '../words/command-failure';
import type { ParsedOptions } from '../words/parsed-options';
import type { WatchFormat, WatchWish } from './watch-lines';

const FORMATS: readonly WatchFormat[] = ['jsonl', 'raw', 'header', 'cookie'];
const LEAST_HEARTBEAT_MS = 1_000;

export interface WatchOptions extends WatchWish {
  readonly follow: Pick<SubscribeParams, 'minValidMs' | 'reason'>;
  /** Absent: stdout. */
  readonly fd?: number | undefined;
  readonly heartbeatMs?: number | undefined;
  readonly isOnce: boolean;
}

/** @throws AxiomTokenError `INVALID_INPUT` */
export function readWatchOptions(options: ParsedOptions): WatchOptions {
  const format = FORMATS.find((each) => each === (options.text('format') ?? 'jsonl'));
  if (!format) throw usageError('--format: there is no such format.', `Choose one of ${FORMATS.join(', ')}.`);
  const [minValidMs, reason] = [options.durationMs('min-valid'), options.text('reason')];
  return {
    format,
    ...readEvents(options.text('events'), format),
    follow: { ...(minValidMs === undefined ? {} : { minValidMs }), ...(reason === undefined ? {} : { reason }) },
    fd: options.number('fd'),
    heartbeatMs: readHeartbeat(options, format),
    isOnce: options.has('once'),
  };
}

function readEvents(list: string | undefined, format: WatchFormat): Pick<WatchWish, 'hasTokens' | 'hasStates'> {
  if (format !== 'jsonl') {
    if (list === undefined || list === 'token') return { hasTokens: true, hasStates: false };
    throw usageError('--events: only jsonl has lines for states.', 'Leave out --format.');
  }
  const events = (list ?? 'token,state').split(',').map((each) => each.trim());
  if (events.some((each) => each !== 'token' && each !== 'state')) {
    throw usageError('--events takes token, state, or both.', 'For example: --events token,state');
  }
  return { hasTokens: events.includes('token'), hasStates: events.includes('state') };
}

function readHeartbeat(options: ParsedOptions, format: WatchFormat): number | undefined {
  const heartbeatMs = options.durationMs('heartbeat');
  if (heartbeatMs === undefined) return undefined;
  if (format !== 'jsonl') throw usageError('--heartbeat: only jsonl has lines for it.', 'Leave out --format.');
  if (heartbeatMs < LEAST_HEARTBEAT_MS) throw usageError('--heartbeat takes a second at least.', 'For example: 30s.');
  return heartbeatMs;
}
