/**
 * `direct-upload-signer gc`: deletes parts whose uploads are dead. It may be ended and started again at any point.
 *
 * @module
 */
import { clientContext } from '../client/context.js';
import type { ClientContext } from '../client/context.js';
import { deleteMany } from '../client/delete-many.js';
import { formatBytes } from '../format.js';
import { findDead } from '../gc/find-dead.js';
import type { Findings } from '../gc/find-dead.js';
import { uploadIdOf } from '../gc/part-names.js';
import { PART_MARGIN } from '../names/part-name.js';
import { longestUpload } from '../settings/longest-lives.js';
import { parseDuration } from '../units.js';
import { JSON_OPTION } from './command.js';
import type { AddCommand, CommonOptions, Outcome, World } from './command.js';
import { openContainer } from './open-container.js';
import type { OpenContainer } from './open-container.js';
import { table, wrong } from './storage-target.js';

/** As commander gives them. */
export interface GcOptions extends CommonOptions {
  readonly dryRun?: true;
  readonly olderThan?: string;
  readonly alsoUnfinished?: true;
  readonly manifestsIn?: readonly string[];
}

export const addGc: AddCommand = (program, run) => {
  program
    .command('gc')
    .description('delete parts in SWIFT_CONTAINER whose uploads are dead; finished ones stay whole')
    .option('--dry-run', 'say what would be deleted')
    .option(
      '--older-than <duration>',
      'written longer ago; default: a day more than an upload may take',
    )
    .option(
      '--also-unfinished',
      'take an age below that, and parts of uploads that may still go on',
    )
    .option(
      '--manifests-in <container...>',
      'other containers with large objects that may be made of these parts',
    )
    .option(...JSON_OPTION)
    .action((options: GcOptions) => run(options, (world) => gc(world, options)));
};

/** Objects in one bulk delete: between two of them it tells how far it is. */
const PAGE = 100;

/** Seconds. */
const HOUR = 3600;

/** Seconds for which listings may lag behind what is stored, generously. */
const LAG = 86_400;

/** @throws SignerError if a setting is missing, or storage does not show everything: then nothing was deleted. */
export async function gc(world: World, options: GcOptions): Promise<Outcome> {
  const { env, now, signal } = world;
  const open = openContainer(env, now);
  const { container, access } = open;
  const olderThan = readAge(open, options);
  const context = clientContext({ ...access, serviceNet: false });
  const place = { container, manifestsIn: [container, ...(options.manifestsIn ?? [])] };
  const findings = await findDead(context, place, olderThan, signal);
  const dead = [...findings.expired.keys(), ...findings.orphaned.keys()];
  if (!options.dryRun) await deletePages(world, context, { container, dead, options });
  const counts = {
    expired: findings.expired.size,
    orphaned: findings.orphaned.size,
    used: findings.used,
    underWay: findings.underWay,
    young: findings.young,
    foreign: findings.foreign,
  };
  const uploads = byUpload(findings);
  const bytes = uploads.reduce((sum, upload) => sum + upload.bytes, 0);
  const deleted = options.dryRun ? 0 : dead.length;
  return {
    exitCode: 0,
    text: told(options, counts, { uploads, bytes, parts: dead.length }),
    data: { dryRun: options.dryRun ?? false, olderThan, parts: counts, bytes, deleted, uploads },
  };
}

/** Seconds. */
function readAge({ settings }: OpenContainer, { olderThan, alsoUnfinished }: GcOptions): number {
  const least = longestUpload(settings) + PART_MARGIN;
  if (olderThan === undefined) return least + LAG;
  const age = parseDuration(olderThan);
  if (age === undefined) throw wrong('--older-than must be a duration like 48h');
  if (age >= least || alsoUnfinished) return age;
  throw wrong(
    `--older-than ${olderThan} is below ${Math.ceil(least / HOUR)}h, and uploads may go on so long (UPLOAD_TTL, uploadTtl in POLICIES, and an hour): ` +
      'give at least that, or --also-unfinished as well',
  );
}

interface Deletion {
  readonly container: string;
  readonly dead: readonly string[];
  readonly options: GcOptions;
}

/** What is past its time answers 404 to a DELETE, and is deleted by it all the same (measured). */
async function deletePages(
  { err, signal }: World,
  context: ClientContext,
  { container, dead, options }: Deletion,
): Promise<void> {
  for (let first = 0; first < dead.length; first += PAGE) {
    const page = dead.slice(first, first + PAGE);
    await deleteMany(context, container, page, signal);
    if (!options.json) err(`${first + page.length} of ${dead.length} parts deleted\n`);
  }
}

interface DeadUpload {
  readonly id: string;
  readonly parts: number;
  readonly bytes: number;
  readonly why: 'expired' | 'orphaned';
}

function byUpload(findings: Findings): readonly DeadUpload[] {
  const uploads = new Map<string, DeadUpload>();
  for (const why of ['expired', 'orphaned'] as const) {
    for (const [name, size] of findings[why]) {
      const id = uploadIdOf(name) ?? '';
      const { parts = 0, bytes = 0 } = uploads.get(id) ?? {};
      uploads.set(id, { id, parts: parts + 1, bytes: bytes + size, why });
    }
  }
  return [...uploads.values()];
}

function told(
  { dryRun }: GcOptions,
  { used, underWay, young, foreign }: Readonly<Record<string, number>>,
  dead: {
    readonly uploads: readonly DeadUpload[];
    readonly bytes: number;
    readonly parts: number;
  },
): string {
  const lines = dead.uploads.map(({ id, parts, bytes, why }) => [`parts/${id}`, parts, bytes, why]);
  return [
    dryRun ? table(lines) : '',
    `${dead.parts} parts of ${dead.uploads.length} dead uploads, ${formatBytes(dead.bytes)}: ${dryRun ? 'would be deleted' : 'deleted'}.\n`,
    `Left: ${used} parts of finished uploads, ${underWay} that vanish by themselves, ${young} too young, ${foreign} objects that are no parts.\n`,
  ].join('');
}
