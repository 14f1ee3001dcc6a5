/**
 * Runs a signer for a sink; tells its endpoint by a message. Arguments: address to listen on, storage as JSON, origin of
 * the pages, what it allows.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { createSigner, generateReceiptKey, serve, swift } from '@direct-upload/signer-server';
import type { SignerStorage } from './signer.js';

const [, , host = '', settings = '', page = '', allows = ''] = process.argv;
const { url, user, key, container, tempUrlKey } = JSON.parse(settings) as SignerStorage;
const signer = createSigner({
  storage: swift({ auth: { url, user, key }, container, tempUrlKey }),
  secret: randomBytes(32),
  receiptKey: generateReceiptKey(),
  audience: 'bench',
  authorize: () => Promise.resolve({ subject: 'bench' }),
  allowedOrigins: [page],
  ...(allows === 'unlimited' ? { limits: false } : { policy: { maxSize: 10 * 1024 ** 3 } }),
});
const served = await serve(signer, { port: 0, host });
process.send?.({ endpoint: `${served.url}/uploads` });
if (allows === 'unlimited') tellSlices();
process.on('disconnect', () => process.exit());

/**
 * Answers each message with the processor milliseconds between two turns of the event loop since the last one: for as long a
 * request that comes in between has to wait, on a machine with nothing else to do.
 */
function tellSlices(): void {
  const used = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let slices: number[] = [];
  let last = used();
  setInterval(() => {
    const now = used();
    slices.push(now - last);
    last = now;
  }, 1);
  process.on('message', () => {
    process.send?.({ slices });
    slices = [];
  });
}
