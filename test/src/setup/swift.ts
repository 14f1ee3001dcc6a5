/**
 * A real OpenStack Swift for one test file: own ports, own data, always stopped.
 *
 * @module
 */
import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePorts } from './ports.js';

/** How the lab differs from a plain Swift. See test/swift-lab/README.md. */
export interface SwiftOptions {
  /** Also run the expirer, so that objects past `X-Delete-At` leave the listing and the disk. */
  readonly expirer?: boolean;
  /** Bytes of its largest object. Default: Swift's, 5 GiB and 2. */
  readonly maxFileSize?: number;
  /** Proxy-wide `cors_allow_origin`; without it only containers' own CORS metadata counts. */
  readonly corsOrigin?: string;
  /** More lines for `[filter:tempurl]`, e.g. `allowed_digests = sha1`. */
  readonly tempUrl?: string;
  /** More lines for `[app:proxy-server]`. */
  readonly proxy?: string;
  /** Origins that the S3 API answers preflights of, separated by commas; default: all. */
  readonly s3CorsOrigin?: string;
  /** More lines for `[filter:s3api]`. */
  readonly s3api?: string;
  readonly signal?: AbortSignal;
}

/** A running Swift. */
export interface SwiftLab {
  /** `http://127.0.0.1:<port>` without a trailing slash. */
  readonly url: string;
  /** `…/v1/AUTH_test`. */
  readonly storageUrl: string;
  /** `…/auth/v1.0` (v1 auth). */
  readonly authUrl: string;
  readonly user: string;
  readonly key: string;
  /** Directory with `log/`, `etc/` and `run/<server>.pid`. Gone after `stop`. */
  readonly lab: string;
  /** Stops the servers and deletes their data. May be called twice. */
  stop(): Promise<void>;
  /** Starts servers of this lab that were killed, on the same ports and data. */
  restart(): Promise<void>;
}

const scripts = fileURLToPath(new URL('../../swift-lab/', import.meta.url));
const cache = fileURLToPath(new URL('../../.cache/', import.meta.url));
const run = promisify(execFile);

/** Exit codes of start-swift.sh that another attempt can mend. */
const noXattrs = 3;
const portTaken = 5;

/** Starts a Swift and resolves when it answers (2 to 8 s). Rejects with the script's own words, e.g. what to install. */
export async function startSwift(options: SwiftOptions = {}): Promise<SwiftLab> {
  let parent = tmpdir();
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(parent, options);
    } catch (error) {
      const code = exitCode(error);
      if (attempt === 3 || (code !== portTaken && code !== noXattrs)) throw error;
      // The system's temporary directory may be a tmpfs without extended attributes; the checkout mostly is not.
      if (code === noXattrs) parent = cache;
    }
  }
}

async function startOnce(parent: string, options: SwiftOptions): Promise<SwiftLab> {
  await mkdir(parent, { recursive: true });
  const lab = await mkdtemp(join(parent, 'swift-'));
  const environment = await labEnvironment(lab, options);
  const stopNow = (): void => {
    spawnSync(join(scripts, 'stop-swift.sh'), { env: environment });
  };
  // A test that fails between start and stop must not leave servers behind; a killed one is seen by OWNER_PID.
  process.once('exit', stopNow);
  const stop = async (): Promise<void> => {
    process.off('exit', stopNow);
    await run(join(scripts, 'stop-swift.sh'), { env: environment });
    await rm(lab, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    await runStart(environment, options.signal);
  } catch (error) {
    await stop();
    throw error;
  }
  const url = `http://127.0.0.1:${environment['PROXY_PORT'] ?? ''}`;
  return {
    url,
    storageUrl: `${url}/v1/AUTH_test`,
    authUrl: `${url}/auth/v1.0`,
    user: 'test:tester',
    key: 'testing',
    lab,
    stop,
    restart: () => runStart(environment, options.signal),
  };
}

async function labEnvironment(lab: string, options: SwiftOptions): Promise<NodeJS.ProcessEnv> {
  const [proxy, object, container, account] = await freePorts(4, options.signal);
  return {
    ...process.env,
    LAB: lab,
    PROXY_PORT: String(proxy),
    OBJECT_PORT: String(object),
    CONTAINER_PORT: String(container),
    ACCOUNT_PORT: String(account),
    EXPIRER: options.expirer ? '1' : '0',
    MAX_FILE_SIZE: options.maxFileSize === undefined ? '' : String(options.maxFileSize),
    CORS_ORIGIN: options.corsOrigin ?? '',
    TEMPURL_EXTRA: options.tempUrl ?? '',
    PROXY_EXTRA: options.proxy ?? '',
    S3_CORS_ORIGIN: options.s3CorsOrigin ?? '*',
    S3API_EXTRA: options.s3api ?? '',
    OWNER_PID: String(process.pid),
  };
}

async function runStart(env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
  try {
    await run(join(scripts, 'start-swift.sh'), { env, ...(signal && { signal }) });
  } catch (cause) {
    const words = (cause as { stderr?: string }).stderr?.trim();
    throw new Error(words ? `Swift did not start. ${words}` : 'Swift did not start.', { cause });
  }
}

function exitCode(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined;
  return (cause as { code?: unknown } | undefined)?.code;
}
