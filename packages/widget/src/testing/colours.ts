/**
 * Contrast as WCAG 2.2 defines it, of the colours a browser computed.
 *
 * @module
 */

/** Red, green, blue, alpha; all 0–1. */
export type Colour = readonly [number, number, number, number];

/** Reads what `getComputedStyle` answers: `rgb()`, `rgba()` or `color(srgb …)`. */
export function parseColour(text: string): Colour {
  const numbers = [...text.matchAll(/[\d.]+(?:e-?\d+)?/g)].map(([number]) => Number(number));
  const scale = text.startsWith('rgb') ? 255 : text.startsWith('color(srgb ') ? 1 : undefined;
  const [r = 0, g = 0, b = 0, alpha = 1] = numbers;
  if (scale === undefined) throw new Error(`cannot read the colour ${text}`);
  return [r / scale, g / scale, b / scale, alpha];
}

/** Puts one colour on another, opaque one. */
export function over([r, g, b, alpha]: Colour, ground: Colour): Colour {
  const mix = (top: number, below: number): number => top * alpha + below * (1 - alpha);
  return [mix(r, ground[0]), mix(g, ground[1]), mix(b, ground[2]), 1];
}

/** What is behind an element: its own background and those of everything around it, to the page's. */
export function groundOf(element: Element): Colour {
  const around = element.parentElement ?? hostOf(element);
  const below = around ? groundOf(around) : ([1, 1, 1, 1] as const);
  return over(parseColour(getComputedStyle(element).backgroundColor), below);
}

/** 1–21 (WCAG 2.2, contrast ratio). */
export function contrast(one: Colour, other: Colour): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance([r, g, b]: Colour): number {
  const linear = (value: number): number =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

function hostOf(element: Element): Element | undefined {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : undefined;
}
