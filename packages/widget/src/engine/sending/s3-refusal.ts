/**
 * What an S3 API says in the body of a refusal. It answers several things with one status (400: a slow request, credentials that
 * are over, a body that was cut short), and only the `<Code>` tells them apart (Amazon S3 API Reference, "Error responses").
 *
 * @module
 */

/** The status by which HTTP says the same, where storage's own says less. Names are AWS's unless said otherwise. */
const STATUS: Readonly<Record<string, number>> = {
  // The request did not arrive as it was sent.
  RequestTimeout: 408,
  IncompleteBody: 408,
  // Somebody else is writing, or storage is: it asks for another try.
  OperationAborted: 503,
  ConditionalRequestConflict: 503,
  InternalError: 500,
  ServiceUnavailable: 503,
  SlowDown: 503,
  // The URL, or the temporary key it was signed with, is over: another one is needed.
  ExpiredToken: 403,
  TokenRefreshRequired: 403,
  InvalidToken: 403,
  AuthorizationQueryParametersError: 403,
  // Other bytes than were announced.
  BadDigest: 422,
  XAmzContentChecksumMismatch: 422,
  EntityTooLarge: 413,
  // Ceph and Wasabi; MinIO; Backblaze B2.
  QuotaExceeded: 507,
  XMinioStorageFull: 507,
  XMinioAdminBucketQuotaExceeded: 507,
  CapExceeded: 507,
};

/** A refusal in words of S3. */
export interface S3Refusal {
  readonly code: string;
  /** What its operator asks for. */
  readonly requestId?: string;
}

/** Reads the body of an answer; `undefined` where it is no refusal of an S3 API. */
export function readS3Refusal(body: string): S3Refusal | undefined {
  if (!/<Error[\s>]/.test(body)) return undefined;
  const code = /<Code>\s*(\w+)\s*<\/Code>/.exec(body)?.[1];
  const requestId = /<RequestId>\s*([\w-]+)\s*<\/RequestId>/.exec(body)?.[1];
  if (code === undefined) return undefined;
  return { code, ...(requestId !== undefined && { requestId }) };
}

/** The status that says what storage meant. */
export function statusMeant(status: number, code: string | undefined): number {
  return (code !== undefined && Object.hasOwn(STATUS, code) && STATUS[code]) || status;
}
