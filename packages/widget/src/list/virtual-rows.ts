/**
 * The rows of a list of any length, of which only those are rendered that can be seen (`row-window.ts`). The space of
 * the others is a margin before the next rendered row: no element of its own that a screen reader would count, and the
 * browser's scroll anchoring goes on working. What is not in sight comes some rows per frame: a hundred at once would hold up
 * a phone for half a second.
 *
 * @module
 */
import { AsyncDirective, directive, type DirectiveResult } from 'lit/async-directive.js';
import type { ChildPart } from 'lit/html.js';
import { PartType, type PartInfo } from 'lit/directive.js';
import { repeat } from 'lit/directives/repeat.js';
import type { UploadSnapshot } from '../engine/index.js';
import { linesToRender, offsetsOf, RENDER_ALL, type Sight } from './row-window.js';
import { visibleEdges, watchSight } from './sight.js';

/** Position in the list, for screen readers, which cannot count rows that are not there; from 1. */
export interface Place {
  readonly position: number;
  readonly count: number;
}

/** Renders one row, as an `<li data-id=…>`. `place` is there if not all rows are. */
export type RowTemplate = (upload: UploadSnapshot, place: Place | undefined) => unknown;

/** Until a line was measured, in pixels; for one frame. */
const ESTIMATE = 64;
/** Rows that are rendered at first, and how many more with each frame. */
const FIRST = 8;
const STEP = 8;

class VirtualRows extends AsyncDirective {
  #list: HTMLElement | undefined;
  #uploads: readonly UploadSnapshot[] = [];
  #template: RowTemplate = () => undefined;
  #sight: Sight | undefined;
  #columns = 1;
  #width = 0;
  /** Of a line not measured yet. Set once per width: were it to follow every measurement, the rows would drift. */
  #estimate: number | undefined;
  /** Of the lines that begin with these uploads, from one top edge to the next. */
  readonly #heights = new Map<string, number>();
  #offsets: Float64Array = new Float64Array(1);
  /** Indexes of the uploads that are rendered, in order. */
  #rendered: readonly number[] = [];
  #stopWatching: (() => void) | undefined;
  #frame = 0;
  /** Rows that may be rendered now, besides those in sight. */
  #reach = FIRST;

  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.CHILD) throw new Error('rows are children of a list');
  }

  override update(
    part: ChildPart,
    [uploads, template]: [readonly UploadSnapshot[], RowTemplate],
  ): unknown {
    if (uploads.length !== this.#uploads.length) {
      this.#reach = Math.max(FIRST, Math.min(this.#reach, this.#rendered.length));
    }
    this.#uploads = uploads;
    this.#template = template;
    this.#list = part.parentNode as HTMLElement;
    this.#plan();
    // Lit writes the rows, and the first time puts the list into the page, after this has returned.
    queueMicrotask(() => {
      this.#watch();
      this.#makeRoom();
      this.#later();
    });
    return this.render(uploads, template);
  }

  override render(uploads: readonly UploadSnapshot[], template: RowTemplate): unknown {
    const count = uploads.length;
    const isWhole = count <= RENDER_ALL;
    return repeat(
      this.#rendered,
      (index) => uploads[index]?.id,
      (index) => {
        const upload = uploads[index];
        return upload && template(upload, isWhole ? undefined : { position: index + 1, count });
      },
    );
  }

  protected override disconnected(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  protected override reconnected(): void {
    this.#watch();
    this.#later();
  }

  #watch(): void {
    const list = this.#list;
    if (!list || this.#stopWatching || !this.isConnected) return;
    const stop = watchSight(list, this.#look, this.#later);
    list.addEventListener('focusin', this.#later);
    list.addEventListener('focusout', this.#later);
    this.#stopWatching = () => {
      stop();
      list.removeEventListener('focusin', this.#later);
      list.removeEventListener('focusout', this.#later);
    };
  }

  /** Decides what is to be rendered. */
  #plan(): void {
    const rows = this.#uploads.length;
    const height = (line: number): number | undefined =>
      this.#heights.get(this.#uploads[line * this.#columns]?.id ?? '');
    const lines = Math.ceil(rows / this.#columns);
    this.#offsets = offsetsOf(lines, height, this.#estimate ?? ESTIMATE);
    const first = Math.ceil(FIRST / this.#columns);
    const beyond = Math.ceil((this.#reach - FIRST) / this.#columns);
    const reach = { first, beyond };
    const ranges = linesToRender(rows, this.#offsets, this.#sight, this.#focusedLine(), reach);
    this.#rendered = ranges.flatMap(({ from, to }) => {
      const start = from * this.#columns;
      const end = Math.min(to * this.#columns, rows);
      return Array.from({ length: end - start }, (_, at) => start + at);
    });
  }

  /** An upload that was taken away leaves its place to the next one, which takes the focus. */
  #focusedLine(): number | undefined {
    const row = this.#list && focusedRow(this.#list);
    if (!row) return undefined;
    const now = this.#uploads.findIndex(({ id }) => id === row.dataset['id']);
    const before = this.#rendered[this.#rows().indexOf(row)] ?? 0;
    const at = now >= 0 ? now : Math.min(before, this.#uploads.length - 1);
    return Math.floor(at / this.#columns);
  }

  readonly #later = (): void => {
    if (this.isConnected) this.#frame ||= requestAnimationFrame(this.#look);
  };

  /** Measures what is rendered and where it is, and renders anew if something else is to be seen. */
  readonly #look = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const rows = this.#rows();
    const [first] = rows;
    // Nothing to decide where all are rendered.
    if (!this.#list || !first || rows.length === this.#uploads.length) return;
    this.#measure(this.#list, rows);
    const origin = first.getBoundingClientRect().top;
    const { top, bottom } = visibleEdges(this.#list);
    this.#sight = { top: top - origin, bottom: bottom - origin };
    const before = this.#rendered;
    this.#plan();
    if (!isSame(before, this.#rendered)) {
      this.setValue(this.render(this.#uploads, this.#template));
    }
    this.#makeRoom();
    if (this.#reach >= FIRST + RENDER_ALL) return;
    this.#reach += STEP;
    this.#later();
  };

  #measure(list: HTMLElement, rows: readonly HTMLElement[]): void {
    const columns = getComputedStyle(list).gridTemplateColumns.split(' ').length;
    const width = list.clientWidth;
    if (columns !== this.#columns || width !== this.#width) {
      [this.#columns, this.#width, this.#estimate] = [columns, width, undefined];
      this.#heights.clear();
    }
    const starts = this.#rendered.flatMap((index, at) =>
      index % columns === 0 ? [{ index, top: rows[at]?.getBoundingClientRect().top ?? 0 }] : [],
    );
    starts.forEach(({ index, top }, at) => {
      const next = starts[at + 1];
      const id = this.#uploads[index]?.id;
      // Not displayed, or rows in between are not rendered.
      if (id === undefined || next?.index !== index + columns || next.top <= top) return;
      this.#heights.set(id, next.top - top);
    });
    // The middle one: the first has no line above it, and one may be much higher than all others.
    const known = [...this.#heights.values()].toSorted((a, b) => a - b);
    this.#estimate ??= known[known.length >> 1];
  }

  /** Sets the margins that stand for the rows between. Not a `style` attribute, which a page's policy may forbid. */
  readonly #makeRoom = (): void => {
    const columns = this.#columns;
    let end = 0;
    let margin = '';
    this.#rows().forEach((row, at) => {
      const index = this.#rendered[at] ?? 0;
      const line = Math.floor(index / columns);
      if (index % columns === 0) {
        const gap = (this.#offsets[line] ?? 0) - (this.#offsets[end] ?? 0);
        margin = line === end ? '' : `${gap}px`;
        end = line + 1;
      }
      // All of a line have it: in a grid one alone would stretch the others.
      if (row.style.marginBlockStart !== margin) row.style.marginBlockStart = margin;
    });
  };

  #rows(): readonly HTMLElement[] {
    return this.#list ? [...this.#list.querySelectorAll<HTMLElement>(':scope > li')] : [];
  }
}

/** The row in which the focus is; also where it is on something that the page has put into its slot. */
function focusedRow(list: HTMLElement): HTMLElement | null | undefined {
  const root = list.getRootNode();
  if (!(root instanceof ShadowRoot)) return undefined;
  const around = root.host.getRootNode() as Document | ShadowRoot;
  const active = root.activeElement ?? around.activeElement?.closest('[slot]')?.assignedSlot;
  return active?.closest<HTMLElement>('li');
}

function isSame(some: readonly number[], others: readonly number[]): boolean {
  return some.length === others.length && some.every((index, at) => index === others[at]);
}

/** Child of a list. */
export const virtualRows: (
  uploads: readonly UploadSnapshot[],
  template: RowTemplate,
) => DirectiveResult = directive(VirtualRows);
