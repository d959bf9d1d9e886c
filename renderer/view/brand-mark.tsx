// The app's mark: the very drawing that icons of launcher, windows and packages are made of (build/icons/source/app.svg), put in by the style sheet.

/** The mark; its size comes from the style sheet. */
export function BrandMark() {
  return <span class="brand-mark" aria-hidden="true" />;
}
