import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isActiveType } from './active-types.js';

describe('types that a browser runs', () => {
  for (const type of [
    ...['text/html', 'application/xhtml+xml', 'application/xml', 'text/xml', 'text/xsl'],
    ...['application/xslt+xml', 'image/svg+xml', 'image/svg', 'application/mathml+xml'],
    ...['application/rss+xml', 'application/vnd.wap.xhtml+xml', 'application/vnd.own+xml'],
    ...['text/javascript', 'application/javascript', 'application/x-javascript', 'text/jscript'],
    ...['text/ecmascript', 'text/javascript1.5', 'text/livescript', 'text/cache-manifest'],
    ...['multipart/x-mixed-replace', 'multipart/related', 'message/rfc822'],
    ...['application/x-shockwave-flash', 'application/java-archive', 'application/x-java-applet'],
    ...['application/unknown', 'unknown/unknown', 'application/x-unknown-content-type'],
    ...['application/vnd.mozilla.maybe.feed', 'application/x-vnd.mozilla.maybe-text'],
    ...['application/wasm', 'application/hta', 'application/x-java-jnlp-file'],
  ]) {
    it(`have ${type} among them`, () => {
      assert.equal(isActiveType(type), true);
    });
  }

  for (const type of [
    ...['text/plain', 'text/css', 'text/csv', 'image/png', 'application/pdf', 'application/json'],
    ...['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'font/woff2'],
    ...['application/octet-stream', 'video/mp4', 'application/zip', 'application/epub+zip'],
  ]) {
    it(`do not have ${type} among them`, () => {
      assert.equal(isActiveType(type), false);
    });
  }
});
