// Finds accessibility and layout flaws of a page: names, labels, ids, sizes, overflow. Runs inside the page; no imports.

/** The flaws of the current page, as texts. */
export function findPageFlaws(): string[] {
  const flaws: string[] = [];
  const ids = new Set<string>();
  for (const { id } of document.querySelectorAll('[id]')) {
    if (ids.has(id)) flaws.push(`the id ${id} twice`);
    ids.add(id);
  }
  for (const button of document.querySelectorAll('button')) {
    const name = (button.getAttribute('aria-label') ?? button.textContent ?? '').trim();
    if (name === '') flaws.push(`a button without a name: ${button.outerHTML.slice(0, 80)}`);
    const { width, height } = button.getBoundingClientRect();
    if (Math.min(width, height) < 18) flaws.push(`too small to hit: ${name}`);
  }
  for (const field of document.querySelectorAll<HTMLInputElement>('input, select, textarea')) {
    if (field.labels?.length !== 1) flaws.push(`a field without its label: ${field.id || field.name}`);
  }
  for (const attribute of ['aria-describedby', 'aria-labelledby']) {
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      for (const id of (element.getAttribute(attribute) ?? '').split(' ')) {
        if (!ids.has(id)) flaws.push(`${attribute} names ${id}, which is nothing`);
      }
    }
  }
  for (const name of ['h1', 'main']) {
    if (document.querySelectorAll(name).length !== 1) flaws.push(`not exactly one ${name}`);
  }
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) flaws.push(`scrolls sideways: ${scrollWidth} in ${clientWidth}`);
  for (const element of document.querySelectorAll('main *, nav *')) {
    const isSeen = !element.closest('.unseen') && !element.closest('svg');
    if (isSeen && element.getBoundingClientRect().right > clientWidth + 0.5) {
      flaws.push(`cut off at the right: ${element.tagName} ${element.className}`);
    }
  }
  return flaws;
}
