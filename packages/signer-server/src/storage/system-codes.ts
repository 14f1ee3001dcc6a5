/**
 * Why a connection failed, in words: the codes of Node's DNS, sockets and TLS that a person can do something about.
 *
 * @module
 */

const UNKNOWN_AUTHORITY =
  'its certificate is of no authority known here; NODE_EXTRA_CA_CERTS names a file with another one';

const MEANINGS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known: check the address, and DNS',
  EAI_AGAIN: 'DNS does not answer',
  ECONNREFUSED: 'nothing listens there: check host and port',
  EHOSTUNREACH: 'no way leads there',
  ENETUNREACH: 'no way leads there',
  CERT_HAS_EXPIRED: 'its certificate has ended',
  CERT_NOT_YET_VALID: 'its certificate is not good yet, by the clock of this machine',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_AUTHORITY,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
};

/** `(ENOTFOUND): its name …`, or the code alone. */
export function explainCode(code: string): string {
  const meaning = Object.hasOwn(MEANINGS, code) ? MEANINGS[code] : undefined;
  return meaning === undefined ? `(${code})` : `(${code}): ${meaning}`;
}
