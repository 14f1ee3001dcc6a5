/** Bundle sizes as Markdown. @module */
import type { BundleSize } from './sizes.js';

/** In kB of 1000 bytes, the smallest first. */
export function sizeTable(sizes: readonly BundleSize[]): string {
  const first = ({ script, style }: BundleSize): number => script + style;
  const kB = (bytes: number): string => (bytes === 0 ? '' : (bytes / 1000).toFixed(1));
  const rows = sizes
    .toSorted((a, b) => first(a) - first(b))
    .map((size) => [size.name, kB(first(size)), kB(size.script), kB(size.style), kB(size.later)]);
  const head = ['', 'first load kB', 'script', 'style', 'later'];
  return [head, ['---', '--:', '--:', '--:', '--:'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
