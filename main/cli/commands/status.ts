// `axiom-tokens status`: prints the state of the accounts.
import { existsSync } from 'node:fs';
import type { ProfileState, StatusAnswer } from '../../handout/protocol';
import { EXIT_OF_CODE } from '../../handout/exit-codes';
import type { CommandContext } from '../session/command-context';
import { ofProfile } from '../session/of-profile';
import { pauseFor } from '../session/pause-for';
import { explained } from '../session/explained';
import type { ParsedOptions } from '../words/parsed-options';
import { exitOfProfile, isUsable, oneLine, statusWords } from '../words/status-words';
import { shownLine } from '../words/shown-words';

/** Polling interval of `--wait-ready`. */
const LOOK_MS = 1000;

export async function run(context: CommandContext, options: ParsedOptions): Promise<number> {
  const { output, session, settings } = context;
  const params = { ...ofProfile(settings), ...(options.has('check') ? { check: true } : {}) };
  const waitMs = options.durationMs('wait-ready');
  const status = waitMs === undefined ? await session.call('status', params) : await whenReady(context, waitMs);
  const settingRows = options.has('explain')
    ? explained(
        context,
        { socket: (await session.broker())?.socket, dataFolder: status.broker.data_folder },
        chosen(status)?.id,
      )
    : undefined;
  const isForScript = options.has('exit-code') && options.has('quiet') && !output.isJson;
  if (isForScript && !options.has('oneline')) return exitOf(status);
  if (options.has('oneline')) output.text(shownLine(oneLine(status, chosen(status))));
  else {
    const answer = { ...withFolder(status, settings), ...(settingRows ? { settings: settingRows } : {}) };
    output.answer(answer, (shown) =>
      [
        statusWords(shown, output.paint.bind(output), settings.brokerUse.value === 'standalone'),
        ...(shown.settings ?? []).map(({ name, value, from }) => `  ${name}: ${value ?? 'none'} (${from})`),
      ].join('\n'),
    );
  }
  return options.has('exit-code') || waitMs !== undefined ? exitOf(status) : 0;
}

/** Adds the data folder to the answer when it is not the default one: a wrong folder is a common reason why no app is found. */
function withFolder(status: StatusAnswer, { dataDirectory }: CommandContext['settings']): StatusAnswer {
  if (dataDirectory.source === 'default') return status;
  const missing = status.broker.running || existsSync(dataDirectory.value) ? {} : { looked_in_missing: true as const };
  return { ...status, broker: { ...status.broker, looked_in: dataDirectory.value, ...missing } };
}

/**
 * The default account; with `--profile` the answer has only the named one. `undefined` when there are several
 * accounts and none is the default one.
 */
function chosen({ profiles }: StatusAnswer): ProfileState | undefined {
  return profiles.find((profile) => profile.is_default) ?? (profiles.length === 1 ? profiles[0] : undefined);
}

function exitOf(status: StatusAnswer): number {
  const profile = chosen(status);
  return profile ? exitOfProfile(profile, status.paused !== null) : EXIT_OF_CODE.TOKEN_NOT_FOUND;
}

/**
 * Polls until a token can be handed out or the time is over; returns the last answer. Without the app there is no
 * automatic refresh, so this asks Axiom.
 */
async function whenReady(context: CommandContext, waitMs: number): Promise<StatusAnswer> {
  const { session, clock, settings } = context;
  context.extendTimeout(waitMs);
  const endMs = clock.monotonicMs() + waitMs;
  let check = {};
  for (;;) {
    const status = await session.call('status', { ...ofProfile(settings), ...check });
    const profile = chosen(status);
    const isReady = exitOf(status) === 0 && profile !== undefined && isUsable(profile);
    if (isReady || clock.monotonicMs() >= endMs) return status;
    check = status.broker.running && settings.brokerUse.value !== 'standalone' ? {} : { check: true };
    await pauseFor(context, LOOK_MS);
  }
}
