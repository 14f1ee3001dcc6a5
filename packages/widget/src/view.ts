/**
 * What the templates need besides the uploads.
 *
 * @module
 */
import { createFormat, type Format } from './format.js';
import { english, type Messages } from './messages.js';

/** The surroundings of a rendering. */
export interface View {
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

/** Makes views: a new object only when something in it changed, so that rows can compare it by identity. */
export function createViewSource(): (
  language: string | undefined,
  messages: Partial<Messages>,
  inactive: boolean,
  manual: boolean,
  offline: boolean,
) => View {
  let known: readonly unknown[] = [];
  let view: View | undefined;
  return (language, messages, inactive, manual, offline) => {
    const next = [language, messages, inactive, manual, offline];
    if (!view || next.some((value, index) => value !== known[index])) {
      known = next;
      view = {
        text: { ...english, ...messages },
        format: createFormat(language),
        inactive,
        manual,
        offline,
      };
    }
    return view;
  };
}

/** The language an element is in (`lang` of the nearest ancestor that has one, across shadow roots). */
export function languageOf(element: Element): string | undefined {
  const lang = element.closest('[lang]')?.getAttribute('lang');
  if (lang) return lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? languageOf(root.host) : undefined;
}
