/**
 * Files on their way into the field: what is dropped, pasted or in a folder takes time to read, and the form waits for
 * it.
 *
 * @module
 */
import { loadOnce } from '../engine/flow/load-once.js';
import { plainOffer, type FileOffer } from './file-offer.js';
import { takeRoots } from './files-from-drop.js';

/** The chunk that reads. */
export type IntakeModule = typeof import('./intake.js');

/** What the controller asks of its owner. */
export interface PendingFilesOptions {
  /** {@linkcode PendingFiles.reading} changed. */
  readonly onChange: () => void;
  /** Without the chunk where that cannot be had: the files are taken as they are. */
  readonly onOffer: (offer: FileOffer, module: IntakeModule | undefined) => void;
}

/** Everything that is read before it is added. */
export class PendingFiles {
  /** Files, or folders of them, that are being read. */
  reading = 0;
  /** The chunk, once it is there: what opens a dialog must not wait for it, or the click would be over. */
  module: IntakeModule | undefined;
  readonly #options: PendingFilesOptions;
  readonly #load = loadOnce(async () => {
    this.module = await import('./intake.js');
    this.#options.onChange();
    return this.module;
  });
  #stopper = new AbortController();

  constructor(options: PendingFilesOptions) {
    this.#options = options;
  }

  /** Listener for whatever says that a choice may be coming. */
  readonly prepare = (): void => {
    // What cannot be loaded now is tried again when it is needed.
    this.#load().catch(() => undefined);
  };

  /** Takes what a drop carries; call it while its event lasts. */
  takeDrop(transfer: DataTransfer): void {
    this.#take(transfer, (_, offer) => offer);
  }

  /** Takes what the clipboard carries, likewise. */
  takePaste(transfer: DataTransfer): void {
    this.#take(transfer, ({ namePasted }, offer) => namePasted(offer, new Date()));
  }

  /** Takes what the input's dialog handed out; of one for folders, with the paths. */
  takePicked(files: readonly File[], isFolder: boolean): void {
    const plain = plainOffer(files);
    this.#read(plain, ({ filesOfFolder }) => (isFolder ? filesOfFolder(files) : plain));
  }

  /** Does work that ends in `count` files; it is stopped with everything else. */
  async run(count: number, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.#stopper;
    this.#count(count);
    try {
      await work(signal);
    } catch (reason) {
      if (!signal.aborted) throw reason;
    } finally {
      this.#count(-count);
    }
  }

  /** Nothing that is being read now comes any more. */
  stop(): void {
    this.#stopper.abort();
    this.#stopper = new AbortController();
  }

  #take(
    transfer: DataTransfer,
    finish: (module: IntakeModule, offer: FileOffer) => FileOffer,
  ): void {
    const roots = takeRoots(transfer);
    // Where the chunk cannot be had, what can be taken without it.
    const files = roots.flatMap(({ entry, file }) => (file && !entry?.isDirectory ? [file] : []));
    this.#read(plainOffer(files), async (module, signal) =>
      finish(module, await module.filesOf(roots, signal)),
    );
  }

  #read(
    plain: FileOffer,
    read: (module: IntakeModule, signal: AbortSignal) => FileOffer | Promise<FileOffer>,
  ): void {
    void this.run(1, async (signal) => {
      const module = this.module ?? (await this.#load().catch(() => undefined));
      signal.throwIfAborted();
      this.#options.onOffer(module ? await read(module, signal) : plain, module);
    });
  }

  #count(change: number): void {
    this.reading += change;
    this.#options.onChange();
  }
}
