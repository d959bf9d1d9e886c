// `axiom-tokens watch`: prints a line for each new token until its reader ends.
import { BrokerFeed } from '../feed/broker-feed';
import { LastingFeed } from '../feed/lasting-feed';
import { isPiped, openDescriptor, writeLine } from '../watch/descriptor-lines';
import { StandaloneFeed } from '../feed/standalone-feed';
import { readWatchOptions } from '../watch/watch-options';
import { runWatch } from '../watch/watch-run';
import type { CommandContext } from '../session/command-context';
import type { ParsedOptions } from '../words/parsed-options';

const STDIN = 0;

/** @throws AxiomTokenError, CommandFailure */
export async function run(context: CommandContext, options: ParsedOptions): Promise<void> {
  const wish = readWatchOptions(options);
  const { session, clock, output, settings, signal, streams } = context;
  const stream = wish.fd === undefined ? undefined : openDescriptor(wish.fd);
  const alone = new StandaloneFeed({ session, clock });
  const overApp = new BrokerFeed({ session, clock, random: Math.random });
  await session.source();
  const feed = new LastingFeed({ session, clock, overApp, alone });
  const profile = settings.profile.value;
  await runWatch({
    ...wish,
    feed,
    follow: { ...wish.follow, ...(profile === undefined ? {} : { profile }) },
    clock,
    write: (line) => (stream ? writeLine(stream, line) : output.line(line)),
    note: (line) => output.note(line),
    signal,
    onInputEnd: (listener) => {
      if (!isPiped(STDIN)) return () => undefined;
      const { stdin } = streams;
      for (const name of ['end', 'error', 'close'] as const) stdin.once(name, listener);
      stdin.resume();
      return () => {
        for (const name of ['end', 'error', 'close'] as const) stdin.off(name, listener);
        stdin.pause();
      };
    },
  });
}
