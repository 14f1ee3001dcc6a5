/**
 * What the app server does with the receipts in a form. This is the part to copy into an application: verify offline with
 * the signer's public keys, check that the receipt is this visitor's, refuse one that is there twice.
 *
 * @module
 */
import {
  ReceiptError,
  verifyReceipt,
  type ReceiptClaims,
  type VerifyReceiptOptions,
} from '@direct-upload/signer-server/receipt';

/** The signer's public keys, as its `/.well-known/jwks.json` has them. */
export type Jwks = Exclude<Extract<VerifyReceiptOptions, { readonly jwks: unknown }>['jwks'], URL>;

/** One receipt, looked at. What a refused one claims is not repeated: nothing in it can be believed. */
export type CheckedReceipt =
  | { readonly verdict: 'verified'; readonly jws: string; readonly claims: ReceiptClaims }
  | { readonly verdict: 'refused'; readonly jws: string; readonly reason: string };

/** What a receipt must agree with. */
export interface ReceiptRules {
  /** The signer's public keys, fetched once. */
  readonly jwks: Jwks;
  /** Whom the receipts are for: this application. */
  readonly audience: string;
  /** Who is signed in here; in the demo always the same person. */
  readonly subject: string;
}

/** Looks at one receipt. Needs no network. */
async function checkReceipt(jws: string, rules: ReceiptRules): Promise<CheckedReceipt> {
  try {
    const { jwks, audience } = rules;
    const claims = await verifyReceipt(jws, { jwks, audience });
    if (claims.sub === rules.subject) return { verdict: 'verified', jws, claims };
    return { verdict: 'refused', jws, reason: 'It was issued to somebody else.' };
  } catch (error) {
    // Anything else is a fault of this server, not of the receipt.
    if (!(error instanceof ReceiptError)) throw error;
    return { verdict: 'refused', jws, reason: error.message };
  }
}

/**
 * Looks at all receipts of a form, in order. The same upload must not count twice, so a repeated `jti` is refused.
 *
 * @param receipts compact JWS strings, as the element submits them
 */
export async function checkReceipts(
  receipts: readonly string[],
  rules: ReceiptRules,
): Promise<readonly CheckedReceipt[]> {
  const checked = await Promise.all(receipts.map((jws) => checkReceipt(jws.trim(), rules)));
  const seen = new Set<string>();
  return checked.map((receipt) => {
    if (receipt.verdict === 'refused') return receipt;
    const { jti } = receipt.claims;
    if (!seen.has(jti)) {
      seen.add(jti);
      return receipt;
    }
    return {
      verdict: 'refused',
      jws: receipt.jws,
      reason: 'The same receipt is already in this form: an upload counts once.',
    };
  });
}
