/**
 * What the templates need besides the uploads.
 *
 * @module
 */
import { displayName, displaySentence } from './i18n/display-name.js';
import { createFormat, type Format } from './i18n/format.js';
import type { Locale } from './i18n/language.js';
import { refusalSentence, retold } from './choosing/refusal.js';
import type { Messages } from './i18n/messages.js';
import { withPageMessages } from './i18n/page-messages.js';
import { reportOnce } from './report-once.js';

/** The surroundings of a rendering. */
export interface View {
  /** Those of the list are there as soon as its code is. */
  readonly text: Messages;
  readonly format: Format;
  /** People may not use the field. */
  readonly inactive: boolean;
  /** Uploads wait for a person to start them. */
  readonly manual: boolean;
  /** The browser is sure that it has no network; that it has one it never is. */
  readonly offline: boolean;
}

/** What a button does; on a row's button to that upload, else to all that it applies to. */
export type Action =
  | ('start' | 'pause' | 'resume' | 'retry' | 'cancel' | 'remove' | 'dismiss')
  /** Of an upload of an earlier visit: open its file by its handle, or let the person choose it again. */
  | ('continue' | 'reopen');

/** What a view is made of. */
type ViewSources = readonly [
  locale: Locale,
  laterText: Partial<Messages>,
  messages: Partial<Messages>,
  inactive: boolean,
  manual: boolean,
  offline: boolean,
];

/** Makes views: a new object only when something in it changed, so that rows can compare it by identity. */
export function createViewSource(): (...sources: ViewSources) => View {
  let known: readonly unknown[] = [];
  let view: View | undefined;
  const report = reportOnce();
  return (...next) => {
    if (!view || next.some((value, index) => value !== known[index])) {
      known = next;
      const [locale, laterText, messages, inactive, manual, offline] = next;
      // What shows the later strings comes with them.
      const format = createFormat(locale.language);
      const defaults: Partial<Messages> = {
        ...laterText,
        ...locale.text,
        failed: (error, file) =>
          refusalSentence(error, file, { text, format }) ?? locale.text.failed(error, file),
      };
      const text = withPageMessages(defaults, messages, report) as Messages;
      const failed: Messages['failed'] = (error, file) =>
        displaySentence(text.failed(retold(error, file, { text, format }), file));
      view = {
        text: {
          ...text,
          failed,
          duplicates: (count, name) => text.duplicates(count, displayName(name)),
          repeated: (count, name) => text.repeated(count, displayName(name)),
          emptyFolder: (name) => text.emptyFolder(displayName(name)),
        },
        format,
        inactive,
        manual,
        offline,
      };
    }
    return view;
  };
}
