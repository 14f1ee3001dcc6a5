/**
 * The strings of the list of uploads, in English: a part of its chunk.
 *
 * @module
 */
import type { ListKey, Messages } from './messages.js';

const grouped = (count: number): string => count.toLocaleString('en');
const files = (count: number): string => (count === 1 ? '1 file' : `${grouped(count)} files`);
const action =
  (verb: string, all: string) =>
  (name?: string): string =>
    name === undefined ? all : `${verb} ${name}`;

/** What rows and summary say. */
export const listEnglish: Pick<Messages, ListKey> = {
  list: 'Files',
  queued: 'Waiting',
  preparing: 'Preparing',
  uploading: (percent) => (percent === undefined ? 'Uploading' : `Uploading ${percent}`),
  paused: (percent) => `Paused at ${percent}`,
  completing: 'Finishing',
  done: 'Uploaded',
  checked: 'Checked: every byte arrived unchanged.',
  cancelled: 'Cancelled',
  interrupted: 'Interrupted',
  missing: 'Interrupted. Choose the file again to continue.',
  unreachable: 'The server cannot be reached. Trying again.',
  start: action('Upload', 'Upload all'),
  pause: action('Pause', 'Pause all'),
  resume: action('Resume', 'Resume all'),
  continue: action('Continue', 'Continue'),
  reopen: action('Choose again', 'Choose again'),
  retry: action('Retry', 'Retry failed'),
  cancel: action('Cancel', 'Cancel all'),
  remove: action('Remove', 'Remove all'),
  dismiss: action('Remove', 'Remove failed'),
  undo: 'Undo',
  removals: (count) => `${files(count)} removed.`,
  cancellations: (count) => `${files(count)} cancelled.`,
  summary: (done, total) => `${grouped(done)} of ${files(total)} uploaded`,
  timeLeft: (duration) => `${duration} left`,
  progress: (name) => (name === undefined ? 'Progress of all files' : `Progress of ${name}`),
};
