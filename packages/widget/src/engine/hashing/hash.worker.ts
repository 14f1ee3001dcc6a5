/**
 * The hashing worker, by the name that pages and bundlers look for. What is published under it is the program and all that it
 * imports in one file: not every bundler builds a worker of several (docs/decisions/0038-worker-in-one-file.md).
 *
 * @module
 */
import './worker-program.js';
