/**
 * The language an element is in, and its strings. English is built in; any other language is loaded when it is met
 * (docs/decisions/0006-locales.md).
 *
 * @module
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { loadOnce } from '../engine/flow/load-once.js';
import { fieldEnglish } from './field-english.js';
import type { FieldMessages } from './messages.js';

/** A language and its strings; the same object until the language changes or its strings arrive. */
export interface Locale {
  /** As written in `lang`; `undefined` where the page does not say. */
  readonly language: string | undefined;
  readonly text: FieldMessages;
}

/** Milliseconds for which the first rendering waits for strings. */
const PATIENCE = 1000;

/** Follows `lang` of the element and of everything around it. */
export class LanguageController implements ReactiveController {
  /** Settles when strings are there or will not be soon; `undefined` where none were ever needed. */
  arrival: Promise<unknown> | undefined;
  readonly #host: Element & ReactiveControllerHost;
  #observer: MutationObserver | undefined;
  #locale: Locale = { language: undefined, text: fieldEnglish };
  #wanted: string | undefined;

  constructor(host: Element & ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new MutationObserver(() => {
      this.#host.requestUpdate();
    });
    // It may have come from a place in another language.
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  /** What to show now. Strings that are missing are on their way after this; the host renders again with them. */
  get locale(): Locale {
    const language = this.#observer && languageOf(this.#host, this.#observer);
    if (language !== this.#wanted) {
      this.#wanted = language;
      this.#locale = { language, text: fieldEnglish };
      if (language && !/^en/i.test(language)) this.#load(language);
    }
    return this.#locale;
  }

  /** English serves until then, and where there is nothing better. */
  #load(language: string): void {
    const load = loadOnce(async () => (await import('../locales.js')).loadMessages(language));
    const loaded = load().then(
      (text: FieldMessages = fieldEnglish) => {
        if (language !== this.#wanted) return;
        this.#locale = { language, text };
        this.#host.requestUpdate();
      },
      () => undefined,
    );
    this.arrival = Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  }
}

/** `lang` of the nearest ancestor that has one, across shadow roots; what could change that is observed from now on. */
function languageOf(element: Element, observer: MutationObserver): string | undefined {
  const root = element.getRootNode();
  observer.observe(root, { subtree: true, attributeFilter: ['lang'] });
  const lang = element.closest('[lang]')?.getAttribute('lang');
  return lang || (root instanceof ShadowRoot ? languageOf(root.host, observer) : undefined);
}
