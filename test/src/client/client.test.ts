/**
 * The storage client, against the embedded storage and against a real Swift.
 *
 * @module
 */
import { skipWithout } from '../setup/needs.js';
import { startSwift } from '../setup/swift.js';
import { clientContract } from './client-contract.js';
import { devServer } from './dev-server.js';

clientContract('The storage client, on dev-storage', devServer);
clientContract('The storage client, on OpenStack Swift', () => startSwift(), skipWithout('swift'));
