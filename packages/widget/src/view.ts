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
}

/** What a button does; on a row's button to that upload, else to all that it applies to. */
export type Action = 'start' | 'pause' | 'resume' | 'retry' | 'cancel' | 'remove' | 'dismiss';

/** Makes views: a new object only when something in it changed, so that rows can compare it by identity. */
export function createViewSource(): (
  language: string | undefined,
  messages: Partial<Messages>,
  inactive: boolean,
  manual: boolean,
) => View {
  let known: readonly unknown[] = [];
  let view: View | undefined;
  return (language, messages, inactive, manual) => {
    const next = [language, messages, inactive, manual];
    if (!view || next.some((value, index) => value !== known[index])) {
      known = next;
      view = {
        text: { ...english, ...messages },
        format: createFormat(language),
        inactive,
        manual,
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
