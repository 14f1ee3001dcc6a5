/**
 * Loads what sends, with the first file: a page that only shows the field does not pay for it.
 *
 * @module
 */
import { laterCode } from './flow/later-code.js';
import { loadOnce } from './flow/load-once.js';
import type { Sender, SendOptions } from './sending/send.js';

/** @param onLoad - called once, with what arrived */
export function laterSender(
  options: SendOptions,
  onLoad: (sender: Sender) => void,
): () => Promise<Sender> {
  return loadOnce(async () => {
    const { createSender } = await laterCode(import('./sending/send.js'));
    const sender = createSender(options);
    onLoad(sender);
    return sender;
  });
}

/** Has the parts of an unfinished upload deleted. What cannot be loaded now cannot delete either; parts expire by themselves. */
export function abandonLater(load: () => Promise<Sender>, token: string): void {
  load().then(
    ({ abandon }) => {
      abandon(token);
    },
    () => undefined,
  );
}
