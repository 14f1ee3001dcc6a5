/**
 * Asks `/healthz` every five milliseconds, in a process of its own, so that nothing but the signer keeps an answer waiting.
 * Begins by a message with the URL; the next message ends it, and is answered with the milliseconds that each took.
 *
 * @module
 */
import { Agent, request } from 'node:http';

const EVERY = 5;
const agent = new Agent({ keepAlive: true });
let asking: NodeJS.Timeout | undefined;
let waited: Promise<number>[] = [];

/** From when it should have been sent: a probe that a busy server holds up does not hold up the next. */
function ask(url: string): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    request(url, { agent }, (answer) => {
      answer.resume().once('end', () => {
        resolve(performance.now() - started);
      });
    })
      .once('error', reject)
      .end();
  });
}

process.on('message', (message: { readonly url?: string }) => {
  const { url } = message;
  if (url !== undefined) {
    waited = [];
    asking = setInterval(() => waited.push(ask(url)), EVERY);
    return;
  }
  clearInterval(asking);
  void Promise.all(waited).then((all) => process.send?.({ waited: all }));
});
process.on('disconnect', () => process.exit());
process.send?.({});
