/**
 * Templates of final names. The signer alone fills one, the random part last (`final-name.ts`): 128 bits, so that a name
 * cannot be guessed and two uploads never meet. Of the file's own name nothing but an allow-listed extension survives.
 *
 * @module
 */
import { hash } from '#runtime';
import { SignerError } from '../errors.js';
import { assertObjectName } from './object-name.js';
import { PARTS_PREFIX } from './part-name.js';

/** Random, and the extension of the allowed type. */
export const DEFAULT_KEY_TEMPLATE = '{random}{ext}';

/** What a key is made of. */
export interface KeyParts {
  readonly ext: string;
  readonly subject: string;
  /** Milliseconds. */
  readonly now: number;
}

const RANDOM_PLACEHOLDER = '{random}';

/** As long as what will stand in its place: 32 hex digits. */
export const RANDOM = '0'.repeat(32);

const PLACEHOLDERS: Readonly<Record<string, (parts: KeyParts) => string>> = {
  /** Stays for {@link fillRandom}: it depends on the content. */
  random: () => RANDOM_PLACEHOLDER,
  ext: ({ ext }) => ext,
  /** A pseudonym: a subject may be an e-mail address, and keys end up in logs. */
  subject: ({ subject }) => hash('sha256', subject, 'hex').slice(0, 32),
  yyyy: ({ now }) => new Date(now).toISOString().slice(0, 4),
  mm: ({ now }) => new Date(now).toISOString().slice(5, 7),
  dd: ({ now }) => new Date(now).toISOString().slice(8, 10),
};

/** Completes a name that {@link keyTemplate} made. Nothing else in it can have braces. */
export function fillRandom(keyPattern: string, random: string): string {
  return keyPattern.replaceAll(RANDOM_PLACEHOLDER, random);
}

/**
 * Checks a template once, and returns the function that fills all of it but `{random}`.
 *
 * @param template - text with `{random}` (required), `{ext}`, `{subject}` (hashed), `{yyyy}`, `{mm}`, `{dd}` (UTC).
 * @throws SignerError `invalid-option` if the template cannot make safe keys.
 */
export function keyTemplate(template: string): (parts: KeyParts) => string {
  const unknown = [...template.matchAll(/\{([^{}]*)\}/g)].find(
    ([, name]) => !Object.hasOwn(PLACEHOLDERS, name ?? ''),
  );
  if (unknown) throw refused(template, `${unknown[0]} is no placeholder`);
  if (!template.includes(RANDOM_PLACEHOLDER)) throw refused(template, '{random} is missing');
  if (/[{}]/.test(template.replace(/\{\w+\}/g, '')))
    throw refused(template, 'a brace is left open');
  const fill = (parts: KeyParts): string =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => PLACEHOLDERS[name]?.(parts) ?? '');
  const sample = fillRandom(fill({ ext: '.ext', subject: 'subject', now: 0 }), RANDOM);
  if (sample.startsWith(PARTS_PREFIX)) throw refused(template, `${PARTS_PREFIX} is kept for parts`);
  try {
    assertObjectName(sample);
  } catch (cause) {
    throw refused(template, cause instanceof Error ? cause.message : 'it makes unusable names');
  }
  return fill;
}

function refused(template: string, why: string): SignerError {
  return new SignerError(
    'invalid-option',
    `The key template ${JSON.stringify(template)} cannot be used: ${why}. ` +
      'Placeholders are {random} (required), {ext}, {subject}, {yyyy}, {mm} and {dd}.',
  );
}
