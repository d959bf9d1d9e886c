// The contrast of two colours as WCAG 2.2 defines it. Colours are red, green and blue from 0 to 255.
type Rgb = readonly number[];

function luminance(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** From 1 (the same) to 21 (black on white). */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The same for colours written as #rrggbb. Fails for what is no colour. */
export function contrastOf(one: string | undefined, other: string | undefined): number {
  return contrast(rgbOf(one), rgbOf(other));
}

function rgbOf(hex: string | undefined): Rgb {
  if (!/^#[0-9a-f]{6}$/.test(hex ?? '')) throw new Error(`${hex} is no colour`);
  return [1, 3, 5].map((at) => Number.parseInt((hex ?? '').slice(at, at + 2), 16));
}
