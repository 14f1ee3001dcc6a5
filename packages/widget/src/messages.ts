/**
 * Every string a person can read or hear, in English, in one object. A page overrides any of them through the
 * `messages` property. Sizes, speeds, percentages and durations arrive already formatted for the page's language;
 * counts arrive as numbers, so that a language can choose its own plural.
 *
 * @module
 */
import type { UploadError } from './engine/index.js';

/** The strings of the element. Functions get what they have to mention. */
export interface Messages {
  /** On the button, by what it would do now. */
  readonly choose: (multiple: boolean, filled: boolean) => string;
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
  readonly cancelled: string;
  /** Of an earlier visit: the browser can open its file again, or the person has to. */
  readonly interrupted: string;
  readonly missing: string;
  /** Beside an upload and, for all of them, spoken: the browser has no network. */
  readonly offline: string;
  /** Why it failed. `error.code` is a literal union to translate by; `error.message` is English. */
  readonly failed: (error: UploadError) => string;

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

  /** The line for all files, and the labels of the progress bars. */
  readonly summary: (done: number, total: number) => string;
  readonly timeLeft: (duration: string) => string;
  readonly progress: (name?: string) => string;

  /** Spoken by screen readers. */
  readonly added: (count: number) => string;
  readonly verified: (count: number) => string;
  readonly failures: (count: number) => string;
  readonly continued: (count: number) => string;
  /** Spoken when the page has found them, and shown by the browser where they hold up a form. */
  readonly interruptions: (count: number) => string;

  /** Shown by the browser where a form cannot be submitted. */
  readonly required: (multiple: boolean) => string;
  readonly unfinished: (count: number) => string;
  readonly unresolved: (count: number) => string;

  /** Why a file is refused before anything is sent. */
  readonly tooLarge: (size: string, limit: string) => string;
  readonly typeNotAllowed: (accept: string) => string;
  readonly tooMany: (limit: number) => string;
  readonly unreadable: string;
}

const files = (count: number): string => (count === 1 ? '1 file' : `${count} files`);
const uploads = (count: number): string => (count === 1 ? '1 upload' : `${count} uploads`);
const action =
  (verb: string, all: string) =>
  (name?: string): string =>
    name === undefined ? all : `${verb} ${name}`;

/** The default strings. */
export const english: Messages = {
  choose: (multiple, filled) =>
    multiple ? (filled ? 'Add files' : 'Choose files') : filled ? 'Replace file' : 'Choose file',
  drop: 'or drop here',
  dropNow: 'Drop to add',
  list: 'Files',

  kind: (kind) =>
    kind === 'image' ? 'Images' : kind === 'audio' ? 'Audio' : kind === 'video' ? 'Video' : kind,
  maxSize: (size) => `up to ${size}`,
  maxFiles: (count) => `at most ${files(count)}`,

  queued: 'Waiting',
  preparing: 'Preparing',
  uploading: (percent) => (percent === undefined ? 'Uploading' : `Uploading ${percent}`),
  paused: (percent) => `Paused at ${percent}`,
  completing: 'Verifying',
  done: 'Verified',
  cancelled: 'Cancelled',
  interrupted: 'Interrupted',
  missing: 'Interrupted. Choose the file again to continue.',
  offline: 'Waiting for the network',
  failed: (error) => error.message,

  start: action('Upload', 'Upload all'),
  pause: action('Pause', 'Pause all'),
  resume: action('Resume', 'Resume all'),
  continue: action('Continue', 'Continue'),
  reopen: action('Choose again', 'Choose again'),
  retry: action('Retry', 'Retry failed'),
  cancel: action('Cancel', 'Cancel all'),
  remove: action('Remove', 'Remove all'),
  dismiss: action('Remove', 'Remove failed'),

  summary: (done, total) => `${done} of ${files(total)} verified`,
  timeLeft: (duration) => `${duration} left`,
  progress: (name) => (name === undefined ? 'Progress of all files' : `Progress of ${name}`),

  added: (count) => `${files(count)} added.`,
  verified: (count) => `${files(count)} verified.`,
  failures: (count) => `${files(count)} failed.`,
  continued: (count) => `${uploads(count)} continued.`,
  interruptions: (count) =>
    count === 1
      ? '1 upload was interrupted. Continue or remove it.'
      : `${count} uploads were interrupted. Continue or remove them.`,

  required: (multiple) => (multiple ? 'Choose at least one file.' : 'Choose a file.'),
  unfinished: (count) => `Wait until ${files(count)} ${count === 1 ? 'is' : 'are'} uploaded.`,
  unresolved: (count) =>
    `${files(count)} could not be uploaded. Retry or remove ${count === 1 ? 'it' : 'them'}.`,

  tooLarge: (size, limit) => `This file has ${size}; at most ${limit} are allowed.`,
  typeNotAllowed: (accept) => `This type of file is not accepted. Choose ${accept}.`,
  tooMany: (limit) => `Only ${files(limit)} can be uploaded. Remove another one first.`,
  unreadable: 'This file cannot be read. Check that it still exists and choose it again.',
};
