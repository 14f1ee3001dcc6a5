/**
 * What happens to a posted form: turned down, or read, its receipts looked at, and the outcome written into the books.
 *
 * @module
 */
import type { LedgerBook } from './ledger.js';
import { readForm, type ReadForm } from './read-form.js';
import { checkReceipts, type ReceiptRules } from './receipts.js';
import { isCrossSite } from './security.js';
import type { Submission } from './submissions.js';

const NAME_LIMIT = 200;

/** Says what to do instead. */
function turnDown(outcome: Exclude<ReadForm['outcome'], 'form'>): Response {
  return outcome === 'too-large'
    ? new Response('The form is over 4 MiB: submit fewer receipts at once.\n', { status: 413 })
    : new Response('Send a URL-encoded form; files go to storage.\n', { status: 415 });
}

/** Takes the form in. A `Response` is a refusal of the form as a whole; a bad receipt is part of the submission. */
export async function acceptForm(
  request: Request,
  ledger: LedgerBook,
  rules: ReceiptRules,
): Promise<Submission | Response> {
  if (isCrossSite(request)) {
    return new Response('This form belongs to another site.\n', { status: 403 });
  }
  const read = await readForm(request);
  if (read.outcome !== 'form') {
    ledger.add({ fileBytes: read.bytes });
    return turnDown(read.outcome);
  }
  const receipts = await checkReceipts(read.form.getAll('files'), rules);
  const refused = receipts.filter(({ verdict }) => verdict === 'refused').length;
  ledger.add({ formBytes: read.bytes, refused, verified: receipts.length - refused });
  const from = (read.form.get('from') ?? '').trim().slice(0, NAME_LIMIT);
  return { from, receipts };
}
