// The version of the command line: the app's.
import { version } from '../../package.json';

export const VERSION: string = version;
