/** Does `work` and returns the processor time that this process spent on it, in milliseconds: unlike the time on the clock, other programs' load is not in it. */
export function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
