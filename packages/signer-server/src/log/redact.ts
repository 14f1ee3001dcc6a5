/**
 * Takes secrets out of text before it is logged: signatures in URLs, tokens, receipts, keys, `Authorization`. A log
 * line with a live signature is a right to upload for whoever reads the log.
 *
 * @module
 */

const HIDDEN = '[redacted]';

const SECRETS: readonly (readonly [RegExp, string])[] = [
  // PEM first: it spans lines.
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, HIDDEN],
  [
    /\b(temp_url_sig|x-amz-signature|x-amz-credential|x-amz-security-token|signature)=[^&\s"']+/gi,
    `$1=${HIDDEN}`,
  ],
  // Any compact JWS, whole or cut off: upload token, receipt, session.
  [/\beyJ[\w-]+(?:\.[\w-]*){0,2}/g, HIDDEN],
  [/\b(AUTH_tk)[\w-]+/g, `$1${HIDDEN}`],
  // Fernet, the usual tokens of Keystone, and what is posted to it.
  [/\bgAAAAA[\w=-]+/g, HIDDEN],
  [/("(?:password|secret|apiKey)"\s*:\s*)"(?:[^"\\]|\\.)*"/gi, `$1${HIDDEN}`],
  // A password in a URL, as in REDIS_URL.
  [/(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@]*):[^\s/@]+@/gi, `$1:${HIDDEN}@`],
  [/\b(bearer|basic)\s+[\w+/=.~-]+/gi, `$1 ${HIDDEN}`],
  [
    /(["']?\b(?:x-auth-token|x-auth-key|x-storage-token|x-subject-token|authorization|cookie|set-cookie|x-(?:account|container)-meta-temp-url-key(?:-2)?|st_key|os_password|os_api_key|os_application_credential_secret|swift_temp_url_key|signer_secret(?:_2)?|receipt_key(?:_2)?|auth_jwt_secret|aws_secret_access_key|aws_session_token)\b["']?\s*[:=]\s*)(?:"[^"]*"|'[^']*'|[^\s,;}]+)/gi,
    `$1${HIDDEN}`,
  ],
];

/** The text without secrets. */
export function redact(text: string): string {
  return SECRETS.reduce((clean, [secret, hidden]) => clean.replace(secret, hidden), text);
}
