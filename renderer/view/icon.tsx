// Line icons of the window, in a 24-unit box. Decorative: the text beside them says the same.

const PATHS = {
  window:
    'M4 6.5A1.5 1.5 0 0 1 5.5 5h13A1.5 1.5 0 0 1 20 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5ZM4 9.5h16M6.8 7.3h.01M9.2 7.3h.01',
  mail: 'M4.5 6h15a.5.5 0 0 1 .5.5v11a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-11a.5.5 0 0 1 .5-.5ZM4.5 7l7.5 6 7.5-6',
  tokens: 'M7 4h7.5L18 7.5V19a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1ZM9.5 11h5M9.5 15h5M14 4.5V8h3.5',
  play: 'M8.5 5.8v12.4L18 12Z',
  pause: 'M9 6v12M15 6v12',
  plus: 'M12 5.5v13M5.5 12h13',
  settings: 'M4 8h9M17 8h3M4 16h3M11 16h9M15 5.8v4.4M9 13.8v4.4',
  back: 'M19 12H5.5M11 6l-6 6 6 6',
  programs: 'M5.5 5h13a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1ZM8 9.5l3 2.5-3 2.5M13 15h3.5',
  chevron: 'M9.5 6.5 15 12l-5.5 5.5',
} as const;

/** Names of the icons. */
export type IconName = keyof typeof PATHS;

/** An icon in the colour of the surrounding text. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.75"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
