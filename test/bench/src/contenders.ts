/**
 * Who is measured, as data.
 *
 * @module
 */
import type { SinkKind } from './sink.js';

interface Described {
  readonly name: string;
  /** Whether its own list is on screen. */
  readonly ui: boolean;
  /** Whether it proves that storage has the file's bytes. */
  readonly verifies: boolean;
  /** The npm package whose version is told. */
  readonly package?: string;
  /** Why it is not measured with a real Swift. */
  readonly notOnSwift?: string;
  /** Only where it is asked for by name. */
  readonly onAsking?: true;
}

/** An export of a module in `pages/`. */
export interface PageEntry extends Described {
  readonly kind: 'page';
  readonly module: string;
  readonly pick: string;
}

/** A command that is no browser. */
export interface CommandEntry extends Described {
  readonly kind: 'command';
  readonly command: 'curl';
}

/** One of them. */
export type Entry = PageEntry | CommandEntry;

/** What everything is compared with. */
export const BASE = 'bare XHR';

/** In the order of the report. */
export const contenders: readonly Entry[] = [
  page(BASE, 'bare', 'xhr'),
  page('bare XHR of a slice', 'bare', 'slice'),
  page('bare fetch', 'bare', 'fetched'),
  { kind: 'command', name: 'curl', command: 'curl', ui: false, verifies: false },
  { ...page('direct-upload, element', 'direct-upload', 'element'), ui: true, verifies: true },
  { ...page('direct-upload, engine', 'direct-upload', 'engine'), verifies: true },
  { ...page('direct-upload, not verifying', 'not-verifying', 'notVerifying'), onAsking: true },
  page('Uppy, single PUT', 'uppy', 'single', '@uppy/aws-s3'),
  {
    ...page('Uppy, multipart', 'uppy', 'multipart', '@uppy/aws-s3'),
    notOnSwift: 'its parts are those of S3',
  },
  { ...page('Uppy, single PUT, Dashboard', 'uppy', 'dashboard', '@uppy/dashboard'), ui: true },
  {
    ...page('Active Storage', 'active-storage', 'directUpload', '@rails/activestorage'),
    verifies: true,
  },
  {
    ...page('tus-js-client', 'tus', 'tus', 'tus-js-client'),
    notOnSwift: 'Swift does not speak tus',
  },
  {
    ...page('FilePond', 'filepond', 'filepond', 'filepond'),
    ui: true,
    notOnSwift: 'it sends multipart/form-data, and storage would keep the form instead of the file',
  },
  { ...page('vaadin-upload', 'vaadin', 'vaadin', '@vaadin/upload'), ui: true },
  {
    ...page('UpChunk', 'upchunk', 'upchunk', '@mux/upchunk'),
    notOnSwift: 'each of its chunks would replace the one before',
  },
];

function page(name: string, module: string, pick: string, from?: string): PageEntry {
  const package_ = from === undefined ? {} : { package: from };
  return { kind: 'page', name, module, pick, ui: false, verifies: false, ...package_ };
}

/** Those whose name contains one of the words, and the base; all that do not wait to be asked for if there are none. */
export function chooseContenders(words: readonly string[]): readonly Entry[] {
  if (words.length === 0) return contenders.filter(({ onAsking }) => !onAsking);
  const wanted = ({ name }: Entry): boolean => words.some((word) => name.includes(word));
  if (!contenders.some(wanted)) {
    throw new Error(
      `Nobody is called "${words.join(' ')}": ${contenders.map((it) => it.name).join(', ')}`,
    );
  }
  return contenders.filter((it) => it.name === BASE || wanted(it));
}

/** Why one of them cannot use this sink; nothing if it can. */
export function whyNot(entry: Entry, sink: SinkKind): string | undefined {
  return sink === 'swift' ? entry.notOnSwift : undefined;
}
