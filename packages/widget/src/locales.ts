/**
 * The languages besides English, loaded one by one: `loadMessages('de-AT')`.
 *
 * @module
 */
import type { Messages } from './i18n/messages.js';
import { translate } from './translate.js';

/** One expression each, so that bundlers see the files. */
const modules = {
  ar: () => import('./locales/ar.js'),
  bg: () => import('./locales/bg.js'),
  cs: () => import('./locales/cs.js'),
  da: () => import('./locales/da.js'),
  de: () => import('./locales/de.js'),
  el: () => import('./locales/el.js'),
  es: () => import('./locales/es.js'),
  fa: () => import('./locales/fa.js'),
  fi: () => import('./locales/fi.js'),
  fr: () => import('./locales/fr.js'),
  he: () => import('./locales/he.js'),
  hi: () => import('./locales/hi.js'),
  hu: () => import('./locales/hu.js'),
  id: () => import('./locales/id.js'),
  it: () => import('./locales/it.js'),
  ja: () => import('./locales/ja.js'),
  ko: () => import('./locales/ko.js'),
  nb: () => import('./locales/nb.js'),
  nl: () => import('./locales/nl.js'),
  pl: () => import('./locales/pl.js'),
  'pt-BR': () => import('./locales/pt-BR.js'),
  'pt-PT': () => import('./locales/pt-PT.js'),
  ro: () => import('./locales/ro.js'),
  ru: () => import('./locales/ru.js'),
  sk: () => import('./locales/sk.js'),
  sv: () => import('./locales/sv.js'),
  th: () => import('./locales/th.js'),
  tr: () => import('./locales/tr.js'),
  uk: () => import('./locales/uk.js'),
  vi: () => import('./locales/vi.js'),
  'zh-CN': () => import('./locales/zh-CN.js'),
  'zh-TW': () => import('./locales/zh-TW.js'),
} as const;

/** BCP 47 tag of a language that the element speaks besides English. */
export type LocaleTag = keyof typeof modules;

/** All of them, in alphabetical order. */
export const localeTags: readonly LocaleTag[] = Object.keys(modules) as LocaleTag[];

/** By language, script or region: what is written or understood in the same way. */
const RELATIVES: Readonly<Partial<Record<string, LocaleTag>>> = {
  ...{ no: 'nb', nn: 'nb' },
  ...{ 'pt-BR': 'pt-BR', pt: 'pt-PT' },
  ...{ 'zh-Hant': 'zh-TW', 'yue-Hant': 'zh-TW', zh: 'zh-CN', yue: 'zh-CN' },
};

/**
 * The locale that serves a language best: itself, its region left out, its script's, a close relative's; `undefined` if
 * there is none. `de-AT` → `de`, `zh-HK` → `zh-TW`, `pt-AO` → `pt-PT`, `no` → `nb`, `iw` → `he`.
 */
export function matchLocale(language: string): LocaleTag | undefined {
  try {
    // `maximize` knows that Hong Kong writes the traditional script, the constructor that `iw` is `he` today.
    const {
      language: base,
      script,
      region,
    } = new Intl.Locale(language.replaceAll('_', '-')).maximize();
    const candidates = [`${base}-${region ?? ''}`, `${base}-${script ?? ''}`, base];
    return candidates.map((tag) => RELATIVES[tag] ?? tag).find(isTag);
  } catch {
    return undefined;
  }
}

/**
 * The strings for a language, with counts as that very language writes them; `undefined` if it has none, as English,
 * which is built in. Rejects where the file cannot be loaded.
 */
export async function loadMessages(language: string): Promise<Messages | undefined> {
  const tag = matchLocale(language);
  if (tag === undefined) return undefined;
  const { texts } = await modules[tag]();
  return translate(texts, language.replaceAll('_', '-'));
}

function isTag(tag: string): tag is LocaleTag {
  return Object.hasOwn(modules, tag);
}
