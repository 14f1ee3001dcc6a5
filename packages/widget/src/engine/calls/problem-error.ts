/**
 * What a problem document of the signer means for an upload.
 *
 * @module
 */
import { UploadError, type UploadErrorCode, type UploadErrorDetails } from '../errors.js';
import type { Problem } from '../protocol.js';

/** What a problem of the signer means for the upload it is about. */
export function errorFromProblem(problem: Problem, details: UploadErrorDetails = {}): UploadError {
  const { status, transactionId } = problem;
  const code = errorCode(problem);
  return new UploadError(code, problem.detail || problem.title, {
    status,
    ...(transactionId !== undefined && { transactionId }),
    ...limitsOf(problem),
    ...details,
  });
}

/** Limits of a shape that can be shown; a signer of another make may send anything. */
function limitsOf({ limit, accept }: Problem): Pick<UploadErrorDetails, 'limit' | 'accept'> {
  const isList = Array.isArray(accept) && accept.every((entry) => typeof entry === 'string');
  return {
    ...(Number.isSafeInteger(limit) && limit !== undefined && limit >= 0 && { limit }),
    ...(isList && accept.length > 0 && { accept }),
  };
}

/** Total over strings: a newer signer may send codes that are not known here. */
function errorCode({ code, status }: Problem): UploadErrorCode {
  switch (code) {
    case 'too-large':
    case 'type-not-allowed':
    case 'too-many':
    case 'quota':
    case 'storage-refused':
    case 'storage-unavailable':
      return code;
    case 'invalid-token':
    case 'token-expired':
      return 'expired';
    case 'part-missing':
    case 'size-mismatch':
    case 'hash-mismatch':
      return 'corrupted';
    case 'rate-limited':
    case 'internal':
      return 'signer-unavailable';
    default:
      return status >= 500 ? 'signer-unavailable' : 'signer-refused';
  }
}
