/**
 * The listing of a container by prefix, page by page. It is eventually consistent: an object may be stored and not yet
 * listed. So it tells what is there to be resumed or deleted; what a receipt rests on is looked at one by one.
 *
 * @module
 */
import { z } from 'zod';
import { SignerError } from '../../errors.js';
import { parseJson } from '../../parse.js';
import { encodePath } from '../../names/object-name.js';
import { LISTING_ANSWER, swiftRefusal } from './http.js';
import type { TokenContainer } from './object.js';

/** Other members, and entries without these (`subdir`), are not asked for. */
const page = z.array(z.object({ name: z.string(), bytes: z.number(), hash: z.string() }));

/** One object of a listing. */
export type ListedObject = Readonly<z.infer<typeof page>[number]>;

/**
 * Objects whose name begins with the prefix, by name.
 *
 * @param last - a name after which there can be no other: saves the request that would find an empty page.
 */
export async function listObjects(
  container: TokenContainer,
  { prefix, last }: { readonly prefix: string; readonly last: string },
  signal: AbortSignal,
): Promise<readonly ListedObject[]> {
  const all: ListedObject[] = [];
  // How many a page may have is the operator's choice, and asking for more is refused (412): so no limit is asked
  // for, and a short page means nothing.
  for (let marker = ''; marker < last;) {
    const listed = await listPage(container, { prefix, marker }, signal);
    const end = listed.at(-1)?.name;
    if (end === undefined) break;
    all.push(...listed);
    marker = end;
  }
  return all;
}

async function listPage(
  container: TokenContainer,
  { prefix, marker }: { readonly prefix: string; readonly marker: string },
  signal: AbortSignal,
): Promise<readonly ListedObject[]> {
  const query = new URLSearchParams({ format: 'json', prefix, marker });
  const path = encodePath(`/${container.container}`);
  const request = { method: 'GET', longest: LISTING_ANSWER };
  const answer = await container.ask(path, query.toString(), request, signal);
  if (answer.status === 204) return [];
  if (answer.status !== 200) throw swiftRefusal(answer, 'list the parts');
  const listed = parseJson(page, answer.body);
  if (!listed) {
    // Taken for an empty one, it would leave parts behind.
    throw new SignerError('storage-unavailable', 'Storage does not list: something else came.');
  }
  // A storage that ignores `marker` would be asked for ever.
  if (!listed.every(({ name }) => name > marker && name.startsWith(prefix))) {
    throw new SignerError('storage-unavailable', 'Storage does not list by prefix and marker.');
  }
  return listed;
}
