// Finds elements of a page as a screen reader does: by role and accessible name. Only roles that the window's views have.

const SELECTORS = {
  alert: '[role="alert"]',
  button: 'button',
  checkbox: 'input[type="checkbox"]',
  combobox: 'select',
  group: 'fieldset, [role="group"]',
  heading: 'h1, h2, h3',
  img: '[role="img"]',
  listitem: 'li',
  main: 'main',
  navigation: 'nav',
  radio: 'input[type="radio"]',
  rowheader: 'th[scope="row"]',
  slider: '[role="slider"]',
  region: 'section[aria-label], section[aria-labelledby]',
  status: '[role="status"]',
} as const;

/** A supported role. */
export type Role = keyof typeof SELECTORS;

/** An accessible name, as text or pattern. */
export type Name = string | RegExp;

/** All elements of this role, and of this name when one is given, in the order of the page. */
export function findAllByRole(place: ParentNode, role: Role, name?: Name): HTMLElement[] {
  const found = [...place.querySelectorAll<HTMLElement>(SELECTORS[role])];
  return found.filter((element) => name === undefined || fits(accessibleName(element), name));
}

/** The only element of this role and name. */
export function findByRole(place: ParentNode, role: Role, name?: Name): HTMLElement {
  const found = findAllByRole(place, role, name);
  if (found.length === 1 && found[0]) return found[0];
  const names = findAllByRole(place, role).map((element) => JSON.stringify(accessibleName(element)));
  throw new Error(`${found.length} of role ${role} are named ${String(name)}. There are: ${names.join(', ')}`);
}

/** The only field to type or choose in with this label. */
export function findField(place: ParentNode, label: string): HTMLInputElement {
  const fields = [...place.querySelectorAll<HTMLInputElement>('input, select, textarea')];
  const found = fields.filter((field) => accessibleName(field) === label);
  if (found.length === 1 && found[0]) return found[0];
  throw new Error(
    `${found.length} fields have the label "${label}". There are: ${fields.map(accessibleName).join(', ')}`,
  );
}

/** The accessible name of an element. */
export function accessibleName(element: Element): string {
  const own = element.getAttribute('aria-label');
  if (own !== null) return own;
  const others = element.getAttribute('aria-labelledby');
  if (others !== null) return textOfIds(element, others);
  if (element.matches('input, select, textarea')) {
    const { labels } = element as HTMLInputElement;
    return [...(labels ?? [])].map(spokenText).join(' ');
  }
  if (element.matches('fieldset')) return spokenText(element.querySelector('legend'));
  return spokenText(element);
}

/** The accessible description of an element: its hint and its error. */
export function accessibleDescription(element: Element): string {
  return textOfIds(element, element.getAttribute('aria-describedby') ?? '');
}

/** The visible text of an element, with a space between parts. */
export function readableText(element: Node | null): string {
  return tidy(textOf(element, () => true));
}

function spokenText(element: Node | null): string {
  return tidy(textOf(element, (part) => part.getAttribute('aria-hidden') !== 'true'));
}

function textOfIds(element: Element, ids: string): string {
  const texts = ids.split(' ').filter(Boolean);
  return texts.map((id) => spokenText(element.ownerDocument.getElementById(id))).join(' ');
}

function textOf(node: Node | null, isWanted: (part: Element) => boolean): string {
  if (node === null) return '';
  if (node.nodeType === 3) return node.textContent ?? '';
  if (!isWanted(node as Element)) return '';
  const parts = [...node.childNodes].map((child) => textOf(child, isWanted));
  return ` ${parts.join('')} `;
}

function tidy(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim();
  // `textOf` puts spaces between parts, also before a comma.
  return words.replace(/ ([,.?])/g, '$1');
}

function fits(name: string, wanted: Name): boolean {
  return typeof wanted === 'string' ? name === wanted : wanted.test(name);
}
