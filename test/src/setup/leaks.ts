/**
 * Whether a program said something that it must keep to itself: the very values it was given, and whatever has the form of
 * a signature, a token or a private key.
 *
 * @module
 */

/** Variables whose values are secrets. */
const SECRET_NAMES = /SECRET|PASSWORD|SESSION_TOKEN|RECEIPT_KEY|TEMP_URL_KEY$|^ST_KEY$|REDIS_URL/;

/** By form: also of what was made while the program ran. */
const FORMS: readonly (readonly [name: string, form: RegExp])[] = [
  ['a signature', /(?:temp_url_sig|x-amz-signature)=(?:sha\d+:)?[\w+/=-]{20,}/i],
  ['a JWT', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}/],
  ['a token of Swift', /\bAUTH_tk[\da-f]{8,}/],
  ['a private key', /PRIVATE KEY-----\s*[\w+/]{16,}|"d"\s*:\s*"[\w-]{40,}"/],
  ['a password in a URL', /:\/\/[^\s/:@]*:(?!\[redacted\])[^\s/@]+@/],
];

/** The secrets among the variables, by name. Of a PEM each line, because a program may print one alone. */
export function secretsOf(
  environment: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, readonly string[]> {
  const secrets = Object.entries(environment).flatMap(([name, value = '']) =>
    SECRET_NAMES.test(name) ? [[name, valuesOf(value)] as const] : [],
  );
  return new Map(secrets);
}

function valuesOf(value: string): readonly string[] {
  const lines = value.split(/\r?\n|\\n/).filter((line) => line !== '' && !line.startsWith('-----'));
  const passwords = [...value.matchAll(/:\/\/[^\s/:@]*:([^\s/@]+)@/g)].map(([, it = '']) => it);
  if (passwords.length > 0) return passwords;
  // An address without a password is no secret.
  return /^rediss?:/.test(value) ? [] : lines;
}

/** What of it is in the text: names, never values. */
export function leaksIn(
  text: string,
  secrets: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const values = [...secrets].filter(([, all]) => all.some((value) => text.includes(value)));
  const forms = FORMS.filter(([, form]) => form.test(text));
  return [...values, ...forms].map(([name]) => name);
}
