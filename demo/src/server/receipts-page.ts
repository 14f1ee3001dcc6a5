/**
 * The page a submitted form leads to: every receipt decoded, with the verdict. Plain HTML; every value goes through the
 * `html` tag, which escapes it, so a file called `<img src=x onerror=…>` is only a strange name.
 *
 * @module
 */
import { html } from 'hono/html';
import { formatSize, formatTime } from './format.js';
import type { CheckedReceipt } from './receipts.js';

/** Markup made by the `html` tag. */
export type Markup = ReturnType<typeof html>;

/** A verified receipt comes with a temporary link to its object. */
export interface ReceiptView {
  readonly receipt: CheckedReceipt;
  /** Signed GET URL; absent for a refused receipt. */
  readonly link?: string;
}

/** Image types every browser shows. As an `<img>`, even an SVG cannot run script. */
const PREVIEWED = /^image\/(png|jpeg|gif|webp|avif|bmp|svg\+xml)$/;

const tick = html`<svg viewBox="0 0 16 16" aria-hidden="true">
  <path d="m3 8.5 3.2 3.2L13 4.8" />
</svg>`;
const cross = html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="m4 4 8 8m0-8-8 8" /></svg>`;

function fact(label: string, value: Markup | string): Markup {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}

function time(seconds: number): Markup {
  const date = new Date(seconds * 1000);
  return html`<time datetime="${date.toISOString()}">${formatTime(date)}</time>`;
}

/** The raw receipt, editable: sent again, changed or not, it is verified again. */
function rawReceipt(jws: string): Markup {
  return html`<details class="jws">
    <summary>The raw receipt: change it, and see it refused</summary>
    <form method="post" action="/receipts">
      <textarea name="files" spellcheck="false" aria-label="Receipt (compact JWS)">${jws}</textarea>
      <div class="actions">
        <button type="button" class="secondary" data-damage hidden>Change one character</button>
        <button type="submit" class="secondary">Verify again</button>
      </div>
    </form>
  </details>`;
}

function verifiedFacts({ claims }: CheckedReceipt & { readonly verdict: 'verified' }): Markup {
  const { upload } = claims;
  return html`<dl class="facts">
    ${fact('Size', formatSize(upload.size))} ${fact('Type', upload.contentType)}
    ${fact('MD5', html`<code>${upload.md5 ?? 'not known for an object made of parts'}</code>`)}
    ${fact('Stored as', html`<code>${upload.container}/${upload.key}</code>`)}
    ${fact('Storage', `${upload.storage}, ${upload.finalized === 'copy' ? 'no upload link ever covered it' : 'uploaded in place'}`)}
    ${fact('Uploaded by', claims.sub)} ${fact('Issued', time(claims.iat))}
    ${fact('Valid until', time(claims.exp))} ${fact('Receipt id', html`<code>${claims.jti}</code>`)}
  </dl>`;
}

function verifiedReceipt(
  receipt: CheckedReceipt & { readonly verdict: 'verified' },
  link: string | undefined,
): Markup {
  const { upload } = receipt.claims;
  const shown = link !== undefined && PREVIEWED.test(upload.contentType);
  return html`<article class="card receipt" data-verdict="verified">
    <header class="receipt-head">
      <h2><bdi>${upload.name}</bdi></h2>
      <span class="badge">${tick}verified</span>
    </header>
    <div class="receipt-body">
      ${
        shown
          ? html`<figure class="preview">
              <img src="${link}" alt="Preview of ${upload.name}" />
            </figure>`
          : ''
      }
      ${verifiedFacts(receipt)}
      <p class="actions">
        ${
          link === undefined
            ? ''
            : html`<a href="${link}">Open the stored file</a>
                <span class="caption"
                  >This link comes straight from storage and works for 10 minutes.</span
                >`
        }
      </p>
    </div>
    ${rawReceipt(receipt.jws)}
  </article>`;
}

function refusedReceipt({ jws, reason }: CheckedReceipt & { readonly verdict: 'refused' }): Markup {
  return html`<article class="card receipt" data-verdict="refused">
    <header class="receipt-head">
      <h2>A receipt that proves nothing</h2>
      <span class="badge">${cross}refused</span>
    </header>
    <div class="receipt-body">
      <p class="why">
        <strong data-reason>${reason}</strong> What it claims is not shown, because none of it can
        be believed. An application would turn this form down.
      </p>
    </div>
    ${rawReceipt(jws)}
  </article>`;
}

/** `1 file`, `2 files`. */
function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** The headline of the page; also its title. */
export function headline(receipts: readonly CheckedReceipt[]): string {
  const refused = receipts.filter(({ verdict }) => verdict === 'refused').length;
  if (receipts.length === 0) return 'No receipts in this form';
  if (refused === 0) return `${count(receipts.length, 'file', 'files')}, proven`;
  if (refused === receipts.length) return `${count(refused, 'receipt', 'receipts')} refused`;
  return `${receipts.length - refused} proven, ${refused} refused`;
}

/** The page's content. */
export function receiptsContent(from: string, views: readonly ReceiptView[]): Markup {
  const receipts = views.map(({ receipt }) => receipt);
  const sender = from === '' ? 'The form' : html`The form from <bdi><strong>${from}</strong></bdi>`;
  return html`<section class="summary">
      <h1>${headline(receipts)}</h1>
      <p class="lead">
        ${sender} carried ${count(views.length, 'receipt', 'receipts')} and not one byte of a file.
        This server checked each signature by itself, with the signer’s public key and without
        asking anybody.
      </p>
    </section>
    <div class="receipts">
      ${views.map(({ receipt, link }) =>
        receipt.verdict === 'verified' ? verifiedReceipt(receipt, link) : refusedReceipt(receipt),
      )}
    </div>`;
}
