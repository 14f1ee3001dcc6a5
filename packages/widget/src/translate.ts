/**
 * Makes {@linkcode Messages} of a compiled catalogue. What grammar would make many texts of is put together here from
 * few: `Added: 3 files.` needs one noun in its plural forms, and no verb that agrees with it.
 *
 * @module
 */
import type { UploadError } from './engine/index.js';
import { KEYS } from './locales/keys.js';
import type { Messages } from './i18n/messages.js';

type Texts = Readonly<Record<(typeof KEYS)[number], string>>;
type Values = Readonly<Record<string, string>>;

/** Positions of the forms in a compiled plural. */
const CATEGORIES: readonly Intl.LDMLPluralRule[] = ['zero', 'one', 'two', 'few', 'many', 'other'];

/**
 * @param lines - the texts in the order of `KEYS`, one per line
 * @param language - BCP 47, for plurals and digits
 */
export function translate(lines: string, language: string): Messages {
  const all = lines.split('\n');
  const text = Object.fromEntries(KEYS.map((key, index) => [key, all[index]])) as Texts;
  const number = new Intl.NumberFormat(language);
  const plural = new Intl.PluralRules(language);
  /** Of a text with plural forms, the one for a count; of a text without them, itself. */
  const formOf = (pattern: string, count: number): string => {
    const forms = pattern.split('|');
    return forms[CATEGORIES.indexOf(plural.select(count))] || (forms.at(-1) ?? '');
  };
  const files = (of: number): string => fill(formOf(text.files, of), { count: number.format(of) });
  const counted =
    (pattern: string) =>
    (count: number): string =>
      fill(formOf(pattern, count), { files: files(count) });
  const naming =
    (pattern: string) =>
    (count: number, name: string): string =>
      fill(formOf(pattern, count), { files: count === 1 ? isolate(name) : files(count) });
  return {
    ...choosing(text),
    ...states(text),
    ...buttons(text),
    maxFiles: counted(text.maxFiles),
    failed: (error) => failure(text, error),
    summary: (done, total) =>
      fill(text.summary, { done: number.format(done), total: number.format(total) }),
    ...happenings(text, counted),
    duplicates: naming(text.duplicates),
    repeated: naming(text.repeated),
    leftOut: counted(text.leftOut),
    emptyFolder: (name) => fill(text.emptyFolder, { name: isolate(name) }),
    submitsLater: () => text.submitsLater,
    notLoaded: counted(text.notLoaded),
    loadAgain: text.loadAgain,
    interruptions: counted(text.interruptions),
    required: () => text.required,
    unfinished: counted(text.unfinished),
    held: counted(text.held),
    unstarted: counted(text.unstarted),
    unresolved: (count, retryable) =>
      counted(retryable ? text.unresolved : text.unresolvable)(count),
    tooLarge: (size, limit) => fill(text.tooLarge, { size, limit }),
    typeNotAllowed: (types) => fill(text.typeNotAllowed, { types: isolate(types) }),
    tooMany: counted(text.tooMany),
    unreadable: text['file-unreadable'],
  };
}

function happenings(
  text: Texts,
  counted: (pattern: string) => (count: number) => string,
): Pick<Messages, 'added' | 'verified' | 'failures' | 'continued' | 'removals' | 'cancellations'> {
  const { added, verified, failures, continued, removals, cancellations } = text;
  return {
    ...{ added: counted(added), verified: counted(verified), failures: counted(failures) },
    continued: counted(continued),
    ...{ removals: counted(removals), cancellations: counted(cancellations) },
  };
}

function choosing(
  text: Texts,
): Pick<Messages, 'choose' | 'chooseFolder' | 'drop' | 'dropNow' | 'list' | 'kind' | 'maxSize'> {
  const kinds: Values = { image: text.images, audio: text.audio, video: text.video };
  const { drop, dropNow, list } = text;
  return {
    choose: (multiple, filled) =>
      multiple
        ? filled
          ? text.addFiles
          : text.chooseFiles
        : filled
          ? text.replaceFile
          : text.chooseFile,
    chooseFolder: (filled) => (filled ? text.addFolder : text.chooseFolder),
    ...{ drop, dropNow, list },
    kind: (kind) => (Object.hasOwn(kinds, kind) ? kinds[kind] : undefined) ?? kind,
    maxSize: (size) => fill(text.maxSize, { size }),
  };
}

function states(
  text: Texts,
): Pick<
  Messages,
  | ('queued' | 'preparing' | 'uploading' | 'paused' | 'completing' | 'done' | 'checked')
  | ('cancelled' | 'interrupted' | 'missing' | 'offline' | 'unreachable' | 'timeLeft')
> {
  const { queued, preparing, uploading, completing, done, checked } = text;
  const { cancelled, interrupted, missing, waiting, unreachable } = text;
  return {
    ...{ queued, preparing, completing, done, checked, cancelled, interrupted, missing },
    unreachable,
    offline: waiting,
    uploading: (percent) => (percent === undefined ? uploading : `${uploading} ${percent}`),
    paused: (percent) => fill(text.paused, { percent }),
    timeLeft: (time) => fill(text.timeLeft, { time }),
  };
}

function buttons(
  text: Texts,
): Pick<
  Messages,
  | ('start' | 'pause' | 'resume' | 'continue' | 'reopen' | 'retry' | 'cancel' | 'remove')
  | ('dismiss' | 'undo' | 'progress')
> {
  const labelled =
    (label: string, all: string) =>
    (name?: string): string =>
      name === undefined ? all : fill(text.labelled, { label, name: isolate(name) });
  return {
    start: labelled(text.start, text.startAll),
    pause: labelled(text.pause, text.pauseAll),
    resume: labelled(text.resume, text.resumeAll),
    continue: labelled(text.resume, text.resume),
    reopen: labelled(text.reopen, text.reopen),
    retry: labelled(text.retry, text.retryFailed),
    cancel: labelled(text.cancel, text.cancelAll),
    remove: labelled(text.remove, text.removeAll),
    dismiss: labelled(text.remove, text.removeFailed),
    undo: text.undo,
    progress: labelled(text.progress, text.progressAll),
  };
}

/** By its code; what storage's operator asks for is kept. Limits are told by whoever knows the file (choosing/refusal.ts). */
function failure(text: Texts, { code, transactionId }: UploadError): string {
  const sentence = fill(sentenceFor(text, code), { code: isolate(code) });
  return transactionId === undefined ? sentence : `${sentence} (${isolate(transactionId)})`;
}

/** Where a person can do nothing but tell whoever runs the site, one sentence serves; the code in it tells them apart. */
function sentenceFor(text: Texts, code: UploadError['code']): string {
  switch (code) {
    case 'timeout':
      return text.network;
    case 'etag-hidden':
    case 'cors':
    case 'clock-skew':
      return text.misconfigured;
    default:
      return text[code];
  }
}

/** In one pass: a file may be called `{size}`. */
function fill(pattern: string, values: Values): string {
  return pattern.replace(/\{(\w+)\}/g, (placeholder, key: string) => values[key] ?? placeholder);
}

/** Names keep their own direction and cannot change that of the sentence (Unicode bidi isolates, UAX #9 §2.7). */
function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}
