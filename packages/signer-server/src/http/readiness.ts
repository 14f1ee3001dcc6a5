/**
 * Whether requests should be sent here: storage can be reached, and nobody has asked the signer to stop.
 *
 * @module
 */
import type { CheckResult } from '../storage/storage.js';

/** What an orchestrator is told; the names are those of `CheckResult`. */
export type Readiness =
  | { readonly status: 'ready' }
  | { readonly status: 'unavailable'; readonly failed: readonly string[] }
  | { readonly status: 'draining' };

/** Milliseconds an answer is good for: probes come from everywhere, and storage is not to feel them. */
const KEPT = 5_000;
/** Milliseconds storage may take; probes give up after about as long. */
const PATIENCE = 5_000;

/**
 * Looks at storage; several who ask at the same time get one look.
 *
 * @param check - of the signer's storage
 */
export function storageReadiness(
  check: (signal: AbortSignal) => Promise<readonly CheckResult[]>,
): () => Promise<Readiness> {
  let seen: { readonly at: number; readonly readiness: Promise<Readiness> } | undefined;
  return () => {
    const now = performance.now();
    if (!seen || now - seen.at > KEPT) seen = { at: now, readiness: look(check) };
    return seen.readiness;
  };
}

async function look(
  check: (signal: AbortSignal) => Promise<readonly CheckResult[]>,
): Promise<Readiness> {
  try {
    const results = await check(AbortSignal.timeout(PATIENCE));
    const failed = results.filter(({ ok }) => !ok).map(({ name }) => name);
    return failed.length === 0 ? { status: 'ready' } : { status: 'unavailable', failed };
  } catch {
    // Nobody is told why but the log of the calls that fail for the same reason.
    return { status: 'unavailable', failed: ['storage'] };
  }
}
