/**
 * Which rows of a long list are rendered: pure arithmetic over lines (a line is one row or, in a grid, as many as stand
 * side by side).
 *
 * @module
 */

/** Up to this many rows all are rendered in the end: a plain list, in which the browser's own search finds everything. */
export const RENDER_ALL = 100;
/** Lines rendered beyond either edge of the view, at least and at most; between, as many as are in view. */
const MARGIN_MIN = 4;
const MARGIN_MAX = 20;

/** Lines `from` to before `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** How many lines may be rendered now: a row takes a phone some milliseconds. */
export interface Reach {
  /** While it is not known where the list is. */
  readonly first: number;
  /** Beyond these, or beyond those in sight. */
  readonly beyond: number;
}

/** What of the list can be seen, in pixels below its first line. Nothing if `bottom <= top`. */
export interface Sight {
  readonly top: number;
  readonly bottom: number;
}

/** Where each line begins, in pixels; one more than there are lines, the last is where the list ends. */
export function offsetsOf(
  count: number,
  heightOf: (line: number) => number | undefined,
  estimate: number,
): Float64Array {
  const offsets = new Float64Array(count + 1);
  let end = 0;
  for (let line = 0; line < count; line += 1) {
    end += heightOf(line) ?? estimate;
    offsets[line + 1] = end;
  }
  return offsets;
}

/**
 * The lines to render, in order and apart: what is in sight with a margin, the first and the last, so that the keyboard
 * can enter the list at its ends, and the neighbours of the line that has the focus, so that it can walk on from there.
 *
 * @param rows - how many uploads there are, on all lines together
 * @param focused - line with the focus, if any
 * @param reach - grows from frame to frame
 */
export function linesToRender(
  rows: number,
  offsets: Float64Array,
  sight: Sight | undefined,
  focused: number | undefined,
  reach: Reach,
): readonly Range[] {
  const lines = offsets.length - 1;
  const isWhole = rows <= RENDER_ALL;
  const [first, last] = sight && !isWhole ? inSight(offsets, sight) : [0, reach.first];
  const wanted = isWhole ? lines : Math.min(MARGIN_MAX, Math.max(MARGIN_MIN, last - first));
  const margin = sight ? Math.min(reach.beyond, wanted) : 0;
  const ranges = [
    { from: 0, to: 1 },
    { from: first - margin, to: last + margin },
    ...(focused === undefined ? [] : [{ from: focused - 1, to: focused + 2 }]),
    { from: lines - 1, to: lines },
  ];
  return joined(
    ranges.map(({ from, to }) => ({ from: Math.max(0, from), to: Math.min(lines, to) })),
  );
}

/** The lines in sight, from the first to after the last; where none is, the nearest one. */
function inSight(offsets: Float64Array, { top, bottom }: Sight): readonly [number, number] {
  const lines = offsets.length - 1;
  const first = Math.max(0, Math.min(lines - 1, indexWhere(offsets, (at) => at > top) - 1));
  const last = Math.min(
    lines,
    indexWhere(offsets, (at) => at >= bottom),
  );
  return [first, Math.max(first + 1, last)];
}

/** Index of the first offset that passes, of those before which none does. */
function indexWhere(offsets: Float64Array, passes: (offset: number) => boolean): number {
  let [low, high] = [0, offsets.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (passes(offsets[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** In order, and as one where they touch. */
function joined(ranges: readonly Range[]): readonly Range[] {
  const result: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const before = result.at(-1);
    if (before && range.from <= before.to) {
      result[result.length - 1] = { from: before.from, to: Math.max(before.to, range.to) };
    } else {
      result.push(range);
    }
  }
  return result;
}
