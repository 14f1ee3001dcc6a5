/**
 * What a field lists: finished uploads of an earlier visit, then those of its uploader, without what is hidden; and what of it
 * is news.
 *
 * @module
 */
import type { UploadSnapshot } from './engine/index.js';
import { byId, changesBetween, type Changes } from './totals.js';

const NONE: readonly UploadSnapshot[] = [];
const NOTHING_HIDDEN = { ids: new Set() as ReadonlySet<string>, settle: (): void => undefined };

/** See the module comment. */
export class ShownUploads {
  /** A new array per change. */
  uploads = NONE;
  readonly #onChange: (changes: Changes) => void;
  #restored = NONE;
  #source = NONE;
  #hidden = NOTHING_HIDDEN;
  /** What is listed or hidden, by id, as told last. */
  #seen: ReadonlyMap<string, UploadSnapshot> = new Map();

  /** @param onChange - called after {@linkcode ShownUploads.uploads} has changed */
  constructor(onChange: (changes: Changes) => void) {
    this.#onChange = onChange;
  }

  /** Shows the list of the uploader as it is now. */
  show(source: readonly UploadSnapshot[] = NONE): void {
    if (source !== this.#source) this.#take(source);
  }

  /** Shows the list of another uploader, whose history is not news. */
  showOther(source: readonly UploadSnapshot[] = NONE): void {
    this.#seen = byId([...this.#restored, ...source]);
    this.show(source);
  }

  /** Shows finished uploads of an earlier visit, in place of the ones restored before. They are not news either. */
  restore(uploads: readonly UploadSnapshot[]): void {
    this.#restored = uploads;
    this.#seen = new Map([...this.#seen, ...byId(uploads)]);
    this.#take(this.#source);
  }

  /** Takes the restored ones off the list that are to go, and shows what the uploader has left. */
  drop(
    isGone: (upload: UploadSnapshot) => boolean,
    source: readonly UploadSnapshot[] = NONE,
  ): void {
    const before = this.#restored.length;
    this.#restored = this.#restored.filter((upload) => !isGone(upload));
    if (source !== this.#source || this.#restored.length < before) this.#take(source);
  }

  /**
   * Leaves these, and no others, out of the list as if they were gone, while the uploader keeps them. `settle` is called when
   * they have to go for good.
   */
  hide(ids: ReadonlySet<string>, settle: () => void): void {
    this.#hidden = { ids, settle };
    this.#take(this.#source);
  }

  /** What is hidden goes for good. */
  settle(): void {
    const { settle } = this.#hidden;
    this.#hidden = NOTHING_HIDDEN;
    settle();
  }

  #take(source: readonly UploadSnapshot[]): void {
    this.#source = source;
    const { ids } = this.#hidden;
    const all = [...this.#restored, ...source];
    this.uploads = all.filter(({ id }) => !ids.has(id));
    const changes = changesBetween(this.#seen, this.uploads);
    // Those that are hidden stay as they were told last: what happens meanwhile is news when they are brought back.
    this.#seen = byId(all.flatMap((it) => (ids.has(it.id) ? (this.#seen.get(it.id) ?? []) : it)));
    this.#onChange(changes);
  }
}
