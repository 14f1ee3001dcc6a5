/**
 * Which files the field refuses before anything is sent, and what a person reads of it. The signer decides the same again with
 * authority; here it only saves people from waiting for a refusal. Both leave the limit on the error, so that its sentence is
 * made anew when the page's language changes.
 *
 * @module
 */
import { UploadError } from '../engine/index.js';
import { acceptTokens, describeAccept, mayBeAccepted } from './restrictions.js';
import type { Restrictions, Voice } from './restrictions.js';

/** The limit in an error. */
type Refused = Pick<UploadError, 'code' | 'limit' | 'accept'>;

/** The sentence with its limit; `undefined` where the error has none, as a failure of any other kind. */
export function refusalSentence(
  { code, limit, accept }: Refused,
  file: { readonly size: number } | undefined,
  voice: Voice,
): string | undefined {
  const { text, format } = voice;
  switch (code) {
    case 'too-large':
      return limit === undefined || !file
        ? undefined
        : text.tooLarge(...format.bytesApart(file.size, limit));
    case 'too-many':
      return limit === undefined ? undefined : text.tooMany(limit);
    case 'type-not-allowed':
      return accept && text.typeNotAllowed(describeAccept(accept.join(','), voice));
    default:
      return undefined;
  }
}

/** The error with its sentence in the language of now; itself where it has no limit. */
export function retold(
  error: UploadError,
  file: { readonly size: number } | undefined,
  voice: Voice,
): UploadError {
  const sentence = refusalSentence(error, file, voice);
  if (sentence === undefined) return error;
  return new UploadError(error.code, sentence, error);
}

/**
 * Decides about a batch.
 *
 * @param present - how many files the field holds already
 * @param judge - knows `accept`
 * @returns the refused files with the reason; whoever is not in it may be sent
 */
export function refuse(
  files: Iterable<File>,
  limits: Restrictions,
  present: number,
  view: Voice,
  judge = mayBeAccepted,
): ReadonlyMap<File, UploadError> {
  const refused = new Map<File, UploadError>();
  const entries = acceptTokens(limits.accept);
  let count = present;
  for (const file of files) {
    const { maxSize, maxFiles } = limits;
    const because = (refusal: Refused): void => {
      const sentence = refusalSentence(refusal, file, view) ?? '';
      refused.set(file, new UploadError(refusal.code, sentence, refusal));
    };
    if (!judge(file, entries)) {
      because({ code: 'type-not-allowed', accept: entries });
    } else if (maxSize !== undefined && file.size > maxSize) {
      because({ code: 'too-large', limit: maxSize });
    } else if (maxFiles !== undefined && count >= maxFiles) {
      because({ code: 'too-many', limit: maxFiles });
    } else {
      count += 1;
    }
  }
  return refused;
}
