// A count with its noun. Pure.

const format = new Intl.NumberFormat('en');

/** "no folders", "1 folder", "1,240 folders". */
export function countWords(count: number, noun: string, plural = `${noun}s`): string {
  return `${count === 0 ? 'no' : format.format(count)} ${count === 1 ? noun : plural}`;
}
