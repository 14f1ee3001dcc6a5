/**
 * What `doctor --fix` does: the same set-up as `init`, and the key of the settings given to the container.
 *
 * @module
 */
import type { Finding } from '../storage/finding.js';
import { encodePath } from '../names/object-name.js';
import { applySetup, planSetup, readContainer } from '../storage/swift/container-setup.js';
import { CONTAINER_KEYS } from '../storage/swift/signing-key.js';
import { swiftRefusal } from '../storage/swift/http.js';
import { isStrongKey } from '../storage/swift/doctor.js';
import type { World } from './command.js';
import { openContainer } from './open-container.js';
import type { OpenContainer } from './open-container.js';

/** One sentence for each thing that was done. */
export async function mendAll(
  { env, now, signal }: World,
  findings: readonly Finding[],
): Promise<readonly string[]> {
  const mends = new Set(findings.map(({ mend }) => mend));
  mends.delete(undefined);
  if (mends.size === 0) return [];
  const open = openContainer(env, now);
  const { access, container, settings } = open;
  const state = await readContainer(access.account, container, signal);
  const plan = planSetup(container, state, settings.ALLOWED_ORIGINS ?? [], now());
  if (plan.steps.length > 0) await applySetup(access.account, container, plan, signal);
  const adopted = mends.has('adopt-key') ? await adoptKey(open, signal) : [];
  return [...plan.steps, ...adopted];
}

/**
 * The key of the settings becomes the container's, and the one before goes on beside it, so that nothing that was signed
 * stops working. A key that is easily guessed is not spread further.
 */
async function adoptKey(
  { access, container, options }: OpenContainer,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { tempUrlKey } = options;
  if (tempUrlKey === undefined || !isStrongKey(tempUrlKey)) return [];
  const state = await readContainer(access.account, container, signal);
  if (state.kind === 'absent') return [];
  const before = state.headers.get(CONTAINER_KEYS.signs) ?? '';
  if (before === tempUrlKey) return [];
  const headers = {
    [CONTAINER_KEYS.signs]: tempUrlKey,
    [CONTAINER_KEYS.other]: before,
    [CONTAINER_KEYS.state]: '',
  };
  const request = { method: 'POST', headers };
  const answer = await access.account.send(encodePath(`/${container}`), request, signal);
  if (answer.status < 200 || answer.status > 299) throw swiftRefusal(answer, 'set the key');
  return [
    `Give ${JSON.stringify(container)} the key of SWIFT_TEMP_URL_KEY; the one before stays as Temp-URL-Key-2.`,
  ];
}
