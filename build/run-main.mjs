// Runs the main function of a script and turns its result into an exit code.
// Called last in each script under build/ that npm starts. Prints a stack trace only for programming errors.
import { SetupError } from './setup-error.mjs';

/**
 * Runs `main` with the arguments of the command line. Exit code 0, or the number it resolves to, or 1 on failure.
 * @param {(args: string[]) => Promise<number | void>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main(process.argv.slice(2))) ?? 0;
  } catch (error) {
    if (error instanceof SetupError) process.stderr.write(`\n${error.message}\nNext: ${error.remedy}\n`);
    else process.stderr.write(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  }
}
