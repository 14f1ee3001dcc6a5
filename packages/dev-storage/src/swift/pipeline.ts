/**
 * The layers of the storage in Swift's order. The order is what decides which refusals a page can read: only answers of
 * the core carry CORS headers.
 *
 * @module
 */
import type { Handler, Layer } from '../http/exchange.js';
import { auth, type StorageAccount } from './auth.js';
import { bulkDelete } from './bulk-delete.js';
import type { Context } from './context.js';
import { copy } from './copy.js';
import { core } from './core.js';
import { info } from './info.js';
import { containerQuota } from './quota.js';
import { staticLargeObjects } from './slo/layer.js';
import { tempUrl } from './temp-url.js';
import { unsupported } from './unsupported.js';

/** Everything behind the HTTP server. */
export function createPipeline(context: Context, accounts: readonly StorageAccount[]): Handler {
  const layers: readonly Layer[] = [
    info(context),
    bulkDelete(),
    tempUrl(context.store, context.now),
    auth(accounts, context.now),
    copy(context.maxFileSize),
    containerQuota(context.store),
    staticLargeObjects(),
    unsupported(),
  ];
  return layers.reduceRight((next, layer) => layer(next), core(context));
}
