/**
 * Every string a person can read or hear, in one object. A page overrides any of them through the `messages` property.
 * Sizes, speeds, percentages and durations arrive already formatted for the page's language; counts arrive as numbers, so
 * that a language can choose its own plural.
 *
 * @module
 */
import type { UploadError } from '../engine/index.js';

/** The strings of the element. Functions get what they have to mention. */
export interface Messages {
  /** On the button, by what it would do now. */
  readonly choose: (multiple: boolean, filled: boolean) => string;
  /** On the button that opens the dialog for a whole folder. */
  readonly chooseFolder: (filled: boolean) => string;
  /** Beside the button. */
  readonly drop: string;
  /** In the zone while files hang over it. */
  readonly dropNow: string;
  /** Name of the list. */
  readonly list: string;

  /** The hint under the button: what is accepted. `kind` is the `image` of `image/*`. */
  readonly kind: (kind: string) => string;
  readonly maxSize: (size: string) => string;
  readonly maxFiles: (count: number) => string;

  /** What an upload is doing. */
  readonly queued: string;
  readonly preparing: string;
  /** Without a percentage while nothing is known of it. */
  readonly uploading: (percent?: string) => string;
  readonly paused: (percent: string) => string;
  readonly completing: string;
  readonly done: string;
  /** Beside `done` as its tooltip: what stands behind the shield. */
  readonly checked: string;
  readonly cancelled: string;
  /** Of an earlier visit: the browser can open its file again, or the person has to. */
  readonly interrupted: string;
  readonly missing: string;
  /** Beside an upload, and in the field before there is a list; for all of them, spoken: the browser has no network. */
  readonly offline: string;
  /** The same where a server has not answered for some seconds, and is tried again. */
  readonly unreachable: string;
  /**
   * Why it failed. `error.code` is a literal union to translate by; `error.message` is English, or a sentence of this
   * language where the error has a `limit` or `accept`. `file` is the one that failed.
   */
  readonly failed: (error: UploadError, file?: { readonly size: number }) => string;

  /** Buttons: with the file's name as the label of one row's, without for all files. */
  readonly start: (name?: string) => string;
  readonly pause: (name?: string) => string;
  readonly resume: (name?: string) => string;
  /** As `resume` for an upload of an earlier visit. Also shown, so the label has to contain the text. */
  readonly continue: (name?: string) => string;
  /** Opens the file dialog for a file that is missing. Also shown. */
  readonly reopen: (name?: string) => string;
  readonly retry: (name?: string) => string;
  readonly cancel: (name?: string) => string;
  readonly remove: (name?: string) => string;
  /** Removes what failed. */
  readonly dismiss: (name?: string) => string;
  /** Brings back what was just taken away. */
  readonly undo: string;

  /** The line for all files, and the labels of the progress bars. */
  readonly summary: (done: number, total: number) => string;
  readonly timeLeft: (duration: string) => string;
  readonly progress: (name?: string) => string;

  /** Spoken by screen readers. */
  readonly added: (count: number) => string;
  readonly verified: (count: number) => string;
  readonly failures: (count: number) => string;
  readonly continued: (count: number) => string;
  /** Also shown, beside `undo`: files were taken off the list, or their uploads given up, all at once. */
  readonly removals: (count: number) => string;
  readonly cancellations: (count: number) => string;
  /** Also shown: files with the very bytes of listed ones were left out. `name` is that of the only one. */
  readonly duplicates: (count: number, name: string) => string;
  /** Also shown: files with the bytes of others in the same choice, each of which is added once. */
  readonly repeated: (count: number, name: string) => string;
  /** Also shown: refused files that get no row; why follows, where all of them have the same reason. */
  readonly leftOut: (count: number) => string;
  /** Also shown: a folder with nothing in it to take. */
  readonly emptyFolder: (name: string) => string;
  /** Also shown: the form goes out by itself when these files are uploaded. */
  readonly submitsLater: (count: number) => string;
  /** Spoken when the page has found them, and shown by the browser where they hold up a form. */
  readonly interruptions: (count: number) => string;

  /** In place of the list: its code could not be loaded, e.g. after the page was deployed anew. Uploads go on. */
  readonly notLoaded: (count: number) => string;
  /** On the button beside it. */
  readonly loadAgain: string;

  /** Shown by the browser where a form cannot be submitted. */
  readonly required: (multiple: boolean) => string;
  /** Of uploads that go on by themselves. */
  readonly unfinished: (count: number) => string;
  /** Of uploads that somebody has paused. */
  readonly held: (count: number) => string;
  /** Of uploads that somebody has to start, with `autostart="false"`. */
  readonly unstarted: (count: number) => string;
  /** Of failed uploads; `retryable` of them can be tried again. */
  readonly unresolved: (count: number, retryable: number) => string;

  /** Why a file is refused before anything is sent. */
  readonly tooLarge: (size: string, limit: string) => string;
  readonly typeNotAllowed: (accept: string) => string;
  readonly tooMany: (limit: number) => string;
  readonly unreadable: string;
}

/** The strings that are on the list of uploads alone. In English they come with it (docs/decisions/0005). */
export type ListKey =
  | 'list'
  | 'queued'
  | 'preparing'
  | 'uploading'
  | 'paused'
  | 'completing'
  | 'done'
  | 'checked'
  | 'cancelled'
  | 'interrupted'
  | 'missing'
  | 'unreachable'
  | 'start'
  | 'pause'
  | 'resume'
  | 'continue'
  | 'reopen'
  | 'retry'
  | 'cancel'
  | 'remove'
  | 'dismiss'
  | 'undo'
  | 'removals'
  | 'cancellations'
  | 'summary'
  | 'timeLeft'
  | 'progress';

/** Strings about chosen files that are not added; they come with what takes files in. */
export type IntakeKey = 'duplicates' | 'repeated' | 'leftOut' | 'emptyFolder' | 'unreadable';

/** The strings that a field needs before there is a list. */
export type FieldMessages = Omit<Messages, ListKey | IntakeKey> & Partial<Messages>;
