// The app's mark: the same drawing as the app icons (build/icons/source/app.svg), inserted by the style sheet.

/** The mark; its size comes from the style sheet. */
export function BrandMark() {
  return <span class="brand-mark" aria-hidden="true" />;
}
