/**
 * The strings of a field without uploads, in English: built in, because every page starts with them.
 *
 * @module
 */
import type { FieldMessages } from './messages.js';

const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
const files = (count: number): string => counted(count, 'file');
const are = (count: number): string => (count === 1 ? 'is' : 'are');
const them = (count: number): string => (count === 1 ? 'it' : 'them');
const uploads = (count: number): string => counted(count, 'upload');

/** What there is to say before the list, and beside it. */
export const fieldEnglish: FieldMessages = {
  choose: (multiple, filled) =>
    multiple ? (filled ? 'Add files' : 'Choose files') : filled ? 'Replace file' : 'Choose file',
  chooseFolder: (filled) => (filled ? 'Add folder' : 'Choose folder'),
  drop: 'or drop here',
  dropNow: 'Drop to add',
  kind: (kind) =>
    kind === 'image' ? 'Images' : kind === 'audio' ? 'Audio' : kind === 'video' ? 'Video' : kind,
  maxSize: (size) => `up to ${size}`,
  maxFiles: (count) => `at most ${files(count)}`,
  offline: 'Waiting for the network',
  failed: (error) => error.message,
  added: (count) => `${files(count)} added.`,
  verified: (count) => `${files(count)} uploaded.`,
  failures: (count) => `${files(count)} failed.`,
  continued: (count) => `${uploads(count)} continued.`,
  submitsLater: (count) =>
    `The form is sent when ${count === 1 ? 'the file is' : `all ${files(count)} are`} uploaded.`,
  notLoaded: (count) =>
    `${files(count)} chosen, but the list could not be loaded. Check the network and try again. If it ` +
    'fails again, the page was updated: reload it and choose the files again.',
  loadAgain: 'Try again',
  interruptions: (count) =>
    `${uploads(count)} ${count === 1 ? 'was' : 'were'} interrupted. ` +
    `Continue or remove ${them(count)}.`,
  required: (multiple) => (multiple ? 'Choose at least one file.' : 'Choose a file.'),
  unfinished: (count) => `Wait until ${files(count)} ${are(count)} uploaded.`,
  held: (count) => `${files(count)} ${are(count)} paused. Resume or remove ${them(count)}.`,
  unstarted: (count) =>
    `${files(count)} ${are(count)} not started. Start or remove ${them(count)}.`,
  unresolved: (count, retryable) =>
    `${files(count)} could not be uploaded. ${retryable > 0 ? 'Retry or remove' : 'Remove'} ${them(count)}.`,
  tooLarge: (size, limit) => `This file is ${size}; the limit is ${limit}.`,
  typeNotAllowed: (accept) => `This type of file is not accepted. Choose ${accept}.`,
  tooMany: (limit) => `Only ${files(limit)} can be uploaded. Remove another one first.`,
};
