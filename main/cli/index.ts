// Stand-in for the command line's entry, until that is there.
import { Command } from 'commander';

const program = new Command('axiom-tokens');
program.command('version').action(() => void process.stdout.write('a stand-in\n'));
program
  .command('man')
  .action(() => void process.stdout.write('.TH AXIOM-TOKENS 1\n.SH NAME\naxiom-tokens \\- hands tokens out\n'));
program
  .command('completion <shell>')
  .action((shell: string) => void process.stdout.write(`#compdef axiom-tokens\n# completion for ${shell}\n`));
void program.parseAsync(process.argv);
