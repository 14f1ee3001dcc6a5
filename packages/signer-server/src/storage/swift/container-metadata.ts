/**
 * The metadata of a container, or of the account, changed by POST: what is not named stays as it is.
 *
 * @module
 */
import { encodePath } from '../../names/object-name.js';
import type { SwiftAccount } from './login/account.js';
import { swiftRefusal } from './http.js';

/** `undefined` is the account itself. */
type Place = string | undefined;

/** @throws SignerError `storage-refused` if it is not there or may not be seen. */
export async function readMetadata(
  account: SwiftAccount,
  container: Place,
  signal: AbortSignal,
): Promise<Headers> {
  const answer = await account.send(pathOf(container), { method: 'HEAD' }, signal);
  if (answer.status >= 200 && answer.status < 300) return answer.headers;
  throw swiftRefusal(answer, `show the ${titleOf(container)}`);
}

/** @throws SignerError `storage-refused` if it may not be changed. */
export async function changeMetadata(
  account: SwiftAccount,
  container: Place,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<void> {
  const answer = await account.send(pathOf(container), { method: 'POST', headers }, signal);
  if (answer.status >= 200 && answer.status < 300) return;
  throw swiftRefusal(answer, `change the ${titleOf(container)}`);
}

function pathOf(container: Place): string {
  return container === undefined ? '' : encodePath(`/${container}`);
}

function titleOf(container: Place): string {
  return container === undefined ? 'account' : `container ${JSON.stringify(container)}`;
}
