/**
 * What unfinished uploads leave in storage: what goes by itself, and what would stay for ever.
 *
 * @module
 */
import type { Stage } from '../../e2e/support/stage.js';
import { command } from '../../operations/support/command.js';
import {
  ask,
  encodeName,
  listObjects,
  openSession,
  type ListedObject,
  type SwiftSession,
} from '../../setup/swift-client.js';

/** Names of what is left. */
export interface Leftovers {
  /** Parts that go by themselves: by their `X-Delete-At`, or on S3 by the bucket's own rule. */
  readonly expiring: readonly string[];
  /** Parts that stay until `gc` finds them, or for ever. */
  readonly staying: readonly string[];
  /**
   * Objects whose receipt no page ever got, finished or not: the person cancelled, or the browser died, just then. The
   * parts that they are made of are none of the above.
   */
  readonly unclaimed: readonly string[];
}

/** Longest that a part may take to go: an upload's day and the hour that parts outlive it by. Seconds. */
const LIFE = 86_400 + 3_600;
/** The test's own clock, and that of a signer that is ahead. Seconds. */
const SLACK = 1_200;

/** See {@linkcode Leftovers}; on S3 of the stage's real Swift also its container of segments. */
export async function leftoversOf(stage: Stage, finished: ReadonlySet<string>): Promise<Leftovers> {
  // A Swift that was started again has forgotten its tokens.
  const session = await openSession(stage.access);
  const all = await listObjects(session, stage.container);
  const isPart = ({ name }: ListedObject): boolean => name.startsWith('parts/');
  const strange = all.filter((object) => !finished.has(object.name));
  const unclaimed = strange.filter((object) => !isPart(object)).map(({ name }) => name);
  const used = await Promise.all(unclaimed.map((name) => partsOf(session, stage.container, name)));
  const parts = strange.filter((object) => isPart(object) && !used.flat().includes(object.name));
  if (await hasSegments(session, stage)) {
    const whole = new Set([...finished, ...unclaimed]);
    return { ...(await s3Leftovers(session, stage, parts, whole)), unclaimed };
  }
  const expires = await Promise.all(parts.map((part) => goes(session, stage, part)));
  return {
    expiring: parts
      .filter((object, index) => expires[index] && !isMark(object))
      .map(({ name }) => name),
    staying: parts.filter((_, index) => !expires[index]).map(({ name }) => name),
    unclaimed,
  };
}

/** That an upload was completed or aborted is noted for as long as its token lives; on Swift the note has to go by itself, too. */
function isMark({ name }: ListedObject): boolean {
  return /\/(?:completed|aborted)$/.test(name);
}

async function hasSegments(session: SwiftSession, { container }: Stage): Promise<boolean> {
  return (await ask(session, 'HEAD', `${container}+segments`)).ok;
}

/** Runs the signer's `gc` as if all that is left were old. */
export async function collectGarbage({ access, container }: Stage): Promise<void> {
  const { code, err } = await command(['gc', '--older-than', '0s', '--also-unfinished'], {
    ST_AUTH: access.authUrl,
    ST_USER: access.user,
    ST_KEY: access.key,
    SWIFT_CONTAINER: container,
  });
  if (code !== 0) throw new Error(`gc ended with ${code}: ${err}`);
}

/** Whether a part goes by itself in time; one that is gone meanwhile does. */
async function goes(
  session: SwiftSession,
  { container }: Stage,
  { name }: ListedObject,
): Promise<boolean> {
  const answer = await ask(session, 'HEAD', `${container}/${encodeName(name)}`);
  if (answer.status === 404) return true;
  const left = Number(answer.headers.get('x-delete-at') ?? Infinity) - Date.now() / 1000;
  return left < LIFE + SLACK;
}

/** Single parts, and parts of multipart uploads that were neither completed nor aborted. */
async function s3Leftovers(
  session: SwiftSession,
  { container }: Stage,
  parts: readonly ListedObject[],
  finished: ReadonlySet<string>,
): Promise<Pick<Leftovers, 'expiring' | 'staying'>> {
  const segments = await listObjects(session, `${container}+segments`);
  // Of what is complete the bucket's rule deletes the rest: the list of its parts, and a part that could not be deleted
  // because the cable was cut just then.
  const isRest = (object: ListedObject): boolean =>
    object.name.endsWith('/parts.json') || isMark(object) || finished.has(object.hash);
  // Swift marks an upload by `key/id`, its parts by `key/id/number`. Where the answer to its beginning was lost, nobody
  // knows the id: no part can be sent to it, and nobody but the bucket's rule can end it.
  const isLeft = ({ name }: ListedObject): boolean => {
    const [key = '', , part] = name.split('/');
    return part !== undefined && !finished.has(key);
  };
  const left = [...parts.filter((object) => !isRest(object)), ...segments.filter(isLeft)];
  return { expiring: left.map(({ name }) => name), staying: [] };
}

/** Names of the parts that a finished object of Swift is made of; none of one that was copied. */
export async function partsOf(
  session: SwiftSession,
  container: string,
  name: string,
): Promise<readonly string[]> {
  const path = `${container}/${encodeName(name)}`;
  const { headers } = await ask(session, 'HEAD', path);
  if (headers.get('x-static-large-object') === null) return [];
  const answer = await ask(session, 'GET', `${path}?multipart-manifest=get`);
  // An unfinished one may be deleted just now.
  if (!answer.ok) return [];
  const manifest = (await answer.json()) as readonly { readonly name: string }[];
  return manifest.map((part) => part.name.slice(`/${container}/`.length));
}
