/**
 * `direct-upload-signer storage cdn`: Rackspace's CDN by hand.
 *
 * @module
 */
import type { Command } from 'commander';
import type { CdnSettings } from '../client/cdn.js';
import { parseDuration } from '../units.js';
import { JSON_OPTION } from './command.js';
import type { CommonOptions, Run } from './command.js';
import { done, openStorage, place, table, wrong } from './storage-target.js';

interface SettingOptions extends CommonOptions {
  readonly ttl?: string;
  readonly logs?: boolean;
}

export function addStorageCdn(storage: Command, run: Run): void {
  const cdn = storage.command('cdn').description('Rackspace: containers in the CDN');
  cdn
    .command('ls')
    .description('list containers that are or were in it')
    .option(...JSON_OPTION)
    .action((options: CommonOptions) =>
      run(options, async ({ env, signal }) => {
        const found = await Array.fromAsync(openStorage(env).cdn.list({}, signal));
        const lines = found.map((each) => [
          each.enabled ? 'on' : 'off',
          each.ttl,
          each.name,
          each.sslUri,
        ]);
        return done(table(lines), { containers: found });
      }),
    );
  addInfo(cdn, run);
  addSettings(cdn, run);
  addLeaving(cdn, run);
}

function addInfo(cdn: Command, run: Run): void {
  cdn
    .command('info')
    .description('show what a container is to the CDN: its addresses, TTL and logs')
    .argument('<container>')
    .option(...JSON_OPTION)
    .action((container: string, options: CommonOptions) =>
      run(options, async ({ env, signal }) => {
        const info = await openStorage(env).cdn.info(container, signal);
        const lines = Object.entries(info).map(([key, value]) => [key, String(value)]);
        return done(table(lines), { container, ...info });
      }),
    );
}

function addSettings(cdn: Command, run: Run): void {
  cdn
    .command('enable')
    .description('make a container public by the CDN')
    .argument('<container>')
    .option('--ttl <duration>', '15m to 365d; default: three days')
    .option('--logs', 'deliver access logs')
    .option(...JSON_OPTION)
    .action((container: string, options: SettingOptions) =>
      run(options, async ({ env, signal }) => {
        const client = openStorage(env);
        await client.cdn.enable(container, readSettings(options), signal);
        const info = await client.cdn.info(container, signal);
        return done(`${container}: ${info.sslUri}\n`, info);
      }),
    );
  cdn
    .command('update')
    .description('change how long objects are kept, or whether access logs are delivered')
    .argument('<container>')
    .option('--ttl <duration>', '15m to 365d')
    .option('--logs', 'deliver access logs')
    .option('--no-logs', 'deliver them no more')
    .option(...JSON_OPTION)
    .action((container: string, options: SettingOptions) =>
      run(options, async ({ env, signal }) => {
        const settings = readSettings(options);
        if (Object.keys(settings).length === 0) throw wrong('Nothing to change: give an option');
        await openStorage(env).cdn.update(container, settings, signal);
        return done(`${container}: changed\n`, { container, changed: settings });
      }),
    );
}

function readSettings({ ttl: text, logs }: SettingOptions): CdnSettings {
  const ttl = text === undefined ? undefined : parseDuration(text);
  if (text !== undefined && ttl === undefined) throw wrong('--ttl must be a duration like 1h');
  return { ...(ttl !== undefined && { ttl }), ...(logs !== undefined && { logRetention: logs }) };
}

function addLeaving(cdn: Command, run: Run): void {
  cdn
    .command('disable')
    .description('make it private; what is cached stays until its TTL is over')
    .argument('<container>')
    .option(...JSON_OPTION)
    .action((container: string, options: CommonOptions) =>
      run(options, async ({ env, signal }) => {
        await openStorage(env).cdn.disable(container, signal);
        return done(`${container}: off\n`, { container, enabled: false });
      }),
    );
  cdn
    .command('forget')
    .description('take a container that is disabled off the list')
    .argument('<container>')
    .option(...JSON_OPTION)
    .action((container: string, options: CommonOptions) =>
      run(options, async ({ env, signal }) => {
        await openStorage(env).cdn.forget(container, signal);
        return done(`${container}: forgotten\n`, { container });
      }),
    );
  cdn
    .command('purge')
    .description('take an object out of the CDN; 25 a day')
    .argument('<target>', 'container/object')
    .option('--email <address...>', 'who is told when it is done')
    .option(...JSON_OPTION)
    .action((target: string, options: CommonOptions & { readonly email?: readonly string[] }) =>
      run(options, async ({ env, signal }) => {
        const { container, name } = place(target);
        await openStorage(env).cdn.purge(container, name, options.email, signal);
        return done(`${target}: purged\n`, { container, name });
      }),
    );
}
