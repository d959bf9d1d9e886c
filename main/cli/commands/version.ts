// `axiom-tokens version`: prints the version of the command line and, where it runs, of the app.
import type { CommandContext } from '../session/command-context';

export async function run({ session, output, version, settings }: CommandContext): Promise<void> {
  const link = settings.brokerUse.value === 'standalone' ? undefined : await session.look();
  const app = link ? { version: link.hello.server.version, pid: link.hello.server.pid } : null;
  const answer = { schema: 'axiom-tokens.version.v1', version, node: process.version, app };
  output.answer(answer, (shown) =>
    [`axiom-tokens ${version}`, ...(shown.app ? [`Axiom Token Manager ${shown.app.version}`] : [])].join('\n'),
  );
}
