/**
 * `direct-upload-signer storage …`: what an operator does by hand with accounts, containers and objects, with the same
 * settings as the signer.
 *
 * @module
 */
import { basename } from 'node:path';
import type { Command } from 'commander';
import { parseDuration, parseSize } from '../units.js';
import { JSON_OPTION } from './command.js';
import type { AddCommand, CommonOptions, Run } from './command.js';
import { addStorageCdn } from './storage-cdn.js';
import { addStoragePost } from './storage-post.js';
import { done, openStorage, place, readTarget, table, wrong } from './storage-target.js';

export const addStorage: AddCommand = (program, run) => {
  const storage = program
    .command('storage')
    .description('list, show, store, copy and delete what is in the storage');
  const all = [addLs, addStat, addGet, addMkdir, addPut, addCopying, addRemoving];
  for (const add of [...all, addStoragePost, addStorageCdn]) add(storage, run);
};

function addLs(storage: Command, run: Run): void {
  storage
    .command('ls')
    .description('list containers, or the objects of one')
    .argument('[target]', 'container, or container/prefix')
    .option('--recursive', 'names below folders as well')
    .option(...JSON_OPTION)
    .action((target: string | undefined, options: CommonOptions & { readonly recursive?: true }) =>
      run(options, async ({ env, signal }) => {
        const client = openStorage(env);
        if (target === undefined) {
          const found = await Array.fromAsync(client.containers.list({}, signal));
          return done(table(found.map((each) => [each.objects, each.bytes, each.name])), {
            containers: found,
          });
        }
        const { container, name: prefix } = readTarget(target);
        const listing = { prefix, ...(!options.recursive && { delimiter: '/' }) };
        const found = await Array.fromAsync(client.objects.list(container, listing, signal));
        const lines = found.map((each) =>
          each.kind === 'object' ? [each.bytes, each.lastModified, each.name] : ['', '', each.name],
        );
        return done(table(lines), { objects: found });
      }),
    );
}

function addStat(storage: Command, run: Run): void {
  storage
    .command('stat')
    .description('show the account, a container or an object')
    .argument('[target]', 'container, or container/object')
    .option(...JSON_OPTION)
    .action((target: string | undefined, options: CommonOptions) =>
      run(options, async ({ env, signal }) => {
        const { account, containers, objects } = openStorage(env);
        const { container, name } = readTarget(target ?? '', true);
        const info =
          container === ''
            ? await account.info(signal)
            : name === ''
              ? await containers.info(container, signal)
              : await objects.info(container, name, signal);
        const lines = Object.entries(info).map(([key, value]) => [
          key,
          value instanceof Date ? value.toISOString() : JSON.stringify(value),
        ]);
        return done(table(lines), info);
      }),
    );
}

function addGet(storage: Command, run: Run): void {
  storage
    .command('get')
    .description('download an object')
    .argument('<target>', 'container/object')
    .argument('[file]', 'default: the last part of its name')
    .option(...JSON_OPTION)
    .action((target: string, file: string | undefined, options: CommonOptions) =>
      run(options, async ({ env, signal }) => {
        const { container, name } = place(target);
        const path = file ?? basename(name);
        const info = await openStorage(env).objects.downloadTo(container, name, path, signal);
        return done(`${target} → ${path}: ${info.size} bytes\n`, { path, ...info });
      }),
    );
}

interface PutOptions extends CommonOptions {
  readonly contentType?: string;
  readonly segmentSize?: string;
  readonly expires?: string;
  readonly ifAbsent?: true;
}

function addMkdir(storage: Command, run: Run): void {
  storage
    .command('mkdir')
    .description('create a container; one that exists is fine')
    .argument('<container>')
    .option(...JSON_OPTION)
    .action((container: string, options: CommonOptions) =>
      run(options, async ({ env, signal }) => {
        const created = await openStorage(env).containers.create(container, {}, signal);
        return done(`${container}: ${created ? 'created' : 'was there'}\n`, { container, created });
      }),
    );
}

function addPut(storage: Command, run: Run): void {
  storage
    .command('put')
    .description('upload a file, verified; above 5 GiB in segments')
    .argument('<file>')
    .argument('<target>', 'container/object, or container/ for the name of the file')
    .option('--content-type <type>', 'default: what storage makes of the name')
    .option('--segment-size <size>', 'in segments of this size, e.g. 1GiB')
    .option('--expires <duration>', 'vanishes after this, e.g. 24h')
    .option('--if-absent', 'refuse if there is one')
    .option(...JSON_OPTION)
    .action((file: string, target: string, options: PutOptions) =>
      run(options, async ({ env, signal }) => {
        const { container, name } = place(/\/$/.test(target) ? target + basename(file) : target);
        const { objects } = openStorage(env);
        const stored = await objects.upload(
          container,
          name,
          { path: file },
          putOptions(options),
          signal,
        );
        return done(`${file} → ${container}/${name}: ${stored.size} bytes, ${stored.etag}\n`, {
          container,
          name,
          ...stored,
        });
      }),
    );
}

function addCopying(storage: Command, run: Run): void {
  for (const [command, verb] of [
    ['cp', 'copy'],
    ['mv', 'move'],
  ] as const) {
    storage
      .command(command)
      .description(`${verb} an object inside storage`)
      .argument('<from>', 'container/object')
      .argument('<to>', 'container/object')
      .option(...JSON_OPTION)
      .action((from: string, to: string, options: CommonOptions) =>
        run(options, async ({ env, signal }) => {
          const { objects } = openStorage(env);
          const etag =
            verb === 'copy'
              ? await objects.copy(place(from), place(to), {}, signal)
              : await objects.move(place(from), place(to), signal);
          return done(`${from} → ${to}\n`, { from, to, etag });
        }),
      );
  }
}

function addRemoving(storage: Command, run: Run): void {
  storage
    .command('rm')
    .description('delete objects, or a container')
    .argument('<targets...>', 'container/object, or container')
    .option('--recursive', 'a container with all that is in it')
    .option(...JSON_OPTION)
    .action((targets: readonly string[], options: CommonOptions & { readonly recursive?: true }) =>
      run(options, async ({ env, signal }) => {
        const { containers, objects } = openStorage(env);
        const recursive = options.recursive === true;
        for (const target of targets) {
          const { container, name } = readTarget(target);
          if (name === '') await containers.delete(container, { recursive }, signal);
          else if (!(await objects.delete(container, name, {}, signal))) {
            throw wrong(`${target} is not there`);
          }
        }
        return done(targets.map((target) => `${target}: deleted\n`).join(''), { deleted: targets });
      }),
    );
}

function putOptions({ contentType, segmentSize, expires, ifAbsent }: PutOptions): object {
  const size = segmentSize === undefined ? undefined : parseSize(segmentSize);
  if (segmentSize !== undefined && size === undefined) {
    throw wrong('--segment-size must be a size like 1GiB');
  }
  const seconds = expires === undefined ? undefined : parseDuration(expires);
  if (expires !== undefined && seconds === undefined) {
    throw wrong('--expires must be a duration like 24h');
  }
  return {
    ...(contentType !== undefined && { contentType }),
    ...(size !== undefined && { segmentSize: size }),
    ...(seconds !== undefined && { expires: { afterSeconds: seconds } }),
    ...(ifAbsent && { ifAbsent }),
  };
}
