// `axiom-tokens man`: prints the manual page.
import type { CommandContext } from '../session/command-context';
import { manPage } from '../manual/man-page';

export function run({ output, version }: CommandContext): Promise<void> {
  output.text(manPage(version));
  return Promise.resolve();
}
