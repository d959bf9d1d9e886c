// A program that opens files that never answer, given as arguments, and then makes one more system call; prints "answered" if that returned.
import { open, stat } from 'node:fs/promises';
import { enlargeThreadPool } from '../../main/desktop/shell/system/thread-pool';

enlargeThreadPool(process.env);
for (const path of process.argv.slice(2)) void open(path, 'r');
void stat('.').then(() => {
  process.stdout.write('answered', () => process.kill(process.pid, 'SIGKILL'));
});
