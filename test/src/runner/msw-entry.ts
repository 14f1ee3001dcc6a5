/**
 * What `msw-stage` bundles for the browser.
 *
 * @module
 */
export * from 'msw';
export * from 'msw/browser';
