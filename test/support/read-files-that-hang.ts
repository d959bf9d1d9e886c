// A program that opens the files of its arguments, none of which answers, and then asks the system for another one; prints "answered" if that came.
import { open, stat } from 'node:fs/promises';
import { enlargeThreadPool } from '../../main/desktop/shell/system/thread-pool';

enlargeThreadPool(process.env);
for (const path of process.argv.slice(2)) void open(path, 'r');
void stat('.').then(() => {
  process.stdout.write('answered', () => process.kill(process.pid, 'SIGKILL'));
});
