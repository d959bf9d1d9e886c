// The app's mark: a partly empty ring on the accent colour.

/** The mark; its size comes from the style sheet. */
export function BrandMark() {
  return (
    <svg class="brand-mark" viewBox="0 0 44 44" aria-hidden="true">
      <rect class="brand-mark-ground" width="44" height="44" rx="11" />
      <circle class="brand-mark-track" cx="22" cy="22" r="11.5" fill="none" stroke-width="5" />
      <path
        class="brand-mark-left"
        d="M22 33.5A11.5 11.5 0 1 1 22 10.5"
        transform="rotate(78 22 22)"
        fill="none"
        stroke-width="5"
        stroke-linecap="round"
      />
    </svg>
  );
}
