// Stands here until the command is built.
import { usageError } from '../words/command-failure';

export function run(): Promise<number> {
  return Promise.reject(usageError('This command is not built yet.', 'Use the window of the app.'));
}
