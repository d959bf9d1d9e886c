// The version of the command line, which is also the app's.
import { version } from '../../package.json';

export const VERSION: string = version;
