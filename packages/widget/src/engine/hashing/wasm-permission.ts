/**
 * Whether a worker may compile WebAssembly, found out without trying: a refused attempt is reported to the site's CSP
 * endpoint (CSP3 §4.4), and no other API tells. A worker obeys the policy its own script came with, and may read it
 * there: the answer is in the browser's cache already.
 *
 * @module
 */

/** Policies that only report count like those that refuse: they too send a report for what they would refuse. */
const HEADERS = ['content-security-policy', 'content-security-policy-report-only'] as const;

/**
 * Asks for the worker's own script. Resolves with `false` where nothing can be known: a blob (it obeys the page's policy,
 * which no script can read), a policy whose `connect-src` lacks `'self'`, no network.
 *
 * @param script - address of the worker's script
 */
export async function mayCompileWasm(script: string, signal: AbortSignal): Promise<boolean> {
  if (!script.startsWith('http')) return false;
  try {
    const answer = await fetch(script, { cache: 'force-cache', signal });
    await answer.body?.cancel();
    return answer.ok && allowsWasm(answer.headers);
  } catch {
    return false;
  }
}

/** Whether every policy in these headers allows WebAssembly (CSP3 §4.4.1, `EnsureCSPDoesNotBlockWasmByteCompilation`). */
export function allowsWasm(headers: Headers): boolean {
  return HEADERS.flatMap((name) => headers.get(name)?.split(',') ?? []).every((policy) => {
    const sources = directive(policy, 'script-src') ?? directive(policy, 'default-src');
    return !sources || sources.some((source) => /^'(wasm-)?unsafe-eval'$/i.test(source));
  });
}

/** The values of the first directive of this name, the only one that counts; `undefined` if there is none. */
function directive(policy: string, wanted: string): readonly string[] | undefined {
  const all = policy.split(';').map((text) => text.trim().split(/\s+/));
  return all.find(([name]) => name?.toLowerCase() === wanted)?.slice(1);
}
