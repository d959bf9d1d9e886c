/** Runs `work` and returns the processor time of this process for it, in milliseconds; unlike wall time, it does not contain other programs' load. */
export function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
