/**
 * `direct-upload-signer init`: a container for uploads, made or brought into shape. Safe to repeat; keys that are there are
 * never changed.
 *
 * @module
 */
import { isS3 } from '../settings/config-s3.js';
import { applySetup, planSetup, readContainer } from '../storage/swift/container-setup.js';
import { JSON_OPTION } from './command.js';
import type { AddCommand, CommonOptions, Outcome, World } from './command.js';
import { openContainer } from './open-container.js';

/** As commander gives them. */
export interface InitOptions extends CommonOptions {
  readonly dryRun?: true;
}

export const addInit: AddCommand = (program, run) => {
  program
    .command('init')
    .description('make the container (bucket) ready: keys or rules, and CORS for ALLOWED_ORIGINS')
    .option('--dry-run', 'say what would be done')
    .option(...JSON_OPTION)
    .action((options: InitOptions) => run(options, (world) => init(world, options)));
};

/**
 * The keys are not printed: a signer with credentials reads them itself, and for others `keys get` does.
 *
 * @throws SignerError if a setting is missing or storage refuses.
 */
export async function init(world: World, { dryRun }: InitOptions): Promise<Outcome> {
  const { env, now, signal } = world;
  // Swift is set up without S3's XML parser.
  if (isS3(env)) return (await import('./init-s3.js')).initS3(world, dryRun === true);
  const { access, container, settings } = openContainer(env, now);
  const origins = settings.ALLOWED_ORIGINS ?? [];
  const { account } = access;
  const state = await readContainer(account, container, signal);
  const plan = planSetup(container, state, origins, now());
  if (!dryRun && plan.steps.length > 0) await applySetup(account, container, plan, signal);
  const { storageUrl } = await account.session(signal);
  const keep = {
    SWIFT_CONTAINER: container,
    SWIFT_STORAGE_URL: storageUrl,
    ...(origins.length > 0 && { ALLOWED_ORIGINS: origins.join(',') }),
  };
  const steps = plan.steps.length > 0 ? plan.steps : ['There is nothing to do.'];
  const head = dryRun && plan.steps.length > 0 ? ['It would:'] : [];
  const lines = [
    ...[...head, ...steps, ...(origins.length > 0 ? [] : [NO_ORIGINS])].map((line) => `# ${line}`),
    ...Object.entries(keep).map(([name, value]) => `${name}=${quoted(value)}`),
  ];
  const text = lines.map((line) => `${line}\n`).join('');
  const data = { done: dryRun ? [] : plan.steps, todo: dryRun ? plan.steps : [], env: keep };
  return { exitCode: 0, text, data };
}

const NO_ORIGINS =
  'ALLOWED_ORIGINS is not set: no page can upload until it is, and init was run again.';

/** As a `.env` file takes it. */
function quoted(value: string): string {
  return /^[\w.:/@%+,-]*$/.test(value) ? value : `"${value.replaceAll('"', '\\"')}"`;
}
