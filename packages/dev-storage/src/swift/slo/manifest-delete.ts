/**
 * `DELETE ?multipart-manifest=delete`: deletes the segments, those of large objects among them too, and then the
 * manifest. Without the parameter only the manifest goes.
 *
 * @module
 */
import { closeBody, collectBody, type Answer } from '../../http/answer.js';
import type { Handler, SwiftRequest } from '../../http/exchange.js';
import { quote } from '../../http/percent.js';
import { subrequest } from '../../http/subrequest.js';
import { targetBelow, type ObjectTarget } from '../../http/target.js';
import { deleteAll, type Doomed } from '../deletion.js';
import { LIMITS } from '../limits.js';
import { parseManifest, type ManifestEntry } from './manifest.js';

/** Manifests that contain each other would otherwise never end. */
const MAX_PENDING = LIMITS.maxManifestSegments * 10;

/** Answers with a report, like bulk delete. */
export function deleteLargeObject(
  next: Handler,
  request: SwiftRequest,
  target: ObjectTarget,
): Promise<Answer> {
  const read = (name: string): Promise<Contents> => readContents(next, request, target, name);
  return deleteAll(request, listDoomed(`/${target.container}/${target.object}`, read), (name) =>
    next(subrequest(request, { method: 'DELETE', target: targetBelow(target, name) })),
  );
}

/** What a manifest lists, or why that cannot be known. */
type Contents =
  | { readonly kind: 'manifest'; readonly entries: readonly ManifestEntry[] }
  | { readonly kind: 'failed'; readonly status: number; readonly reason: string };

/** Breadth first: a manifest goes after its segments, so that a deletion that failed half way can be done again. */
async function* listDoomed(
  root: string,
  read: (name: string) => Promise<Contents>,
): AsyncGenerator<Doomed> {
  const pending: { readonly name: string; readonly isManifest: boolean; doomed?: Doomed }[] = [
    { name: root, isManifest: true },
  ];
  for (let item = pending.shift(); item !== undefined; item = pending.shift()) {
    if (pending.length >= MAX_PENDING) {
      yield { kind: 'stop', status: 400, reason: 'Too many buffered slo segments to delete.' };
      return;
    }
    const { name, isManifest } = item;
    const quoted = quote(name);
    if (!isManifest) {
      yield item.doomed ?? { kind: 'name', name, quoted };
      continue;
    }
    const contents = await read(name);
    if (contents.kind === 'failed') {
      pending.push({ name, isManifest: false, doomed: { ...contents, quoted } });
      continue;
    }
    for (const entry of contents.entries) {
      if ('name' in entry) pending.push({ name: entry.name, isManifest: entry.sub_slo === true });
    }
    pending.push({ name, isManifest: false });
  }
}

async function readContents(
  next: Handler,
  request: SwiftRequest,
  account: ObjectTarget,
  name: string,
): Promise<Contents> {
  const reply = await next(
    subrequest(request, {
      method: 'GET',
      target: targetBelow(account, name),
      query: { 'multipart-manifest': 'get' },
    }),
  );
  const failure = failureOf(reply);
  if (failure !== undefined) {
    await closeBody(reply);
    return { kind: 'failed', ...failure };
  }
  const entries = parseManifest(await collectBody(reply));
  return entries === undefined
    ? { kind: 'failed', status: 500, reason: 'Unable to load SLO manifest' }
    : { kind: 'manifest', entries };
}

function failureOf({
  status,
  largeObject,
}: Answer): { status: number; reason: string } | undefined {
  if (status === 404) return { status, reason: 'SLO manifest not found' };
  if (status === 401) return { status, reason: '401 Unauthorized' };
  if (status >= 300) return { status: 500, reason: 'Unable to load SLO manifest or segment.' };
  return largeObject === undefined ? { status: 400, reason: 'Not an SLO manifest' } : undefined;
}
