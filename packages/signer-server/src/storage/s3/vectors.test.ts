/**
 * Amazon's own test vectors of Signature Version 4 (`testing/sigv4-vectors.json` says from where), stage by stage, for what
 * signing rests on.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { AwsV4Signer } from 'aws4fetch';
import { z } from 'zod';

const stages = z.object({ canonical: z.string(), toSign: z.string(), signature: z.string() });
const vectors = z.object({
  cases: z.array(
    z.object({
      name: z.string(),
      method: z.string(),
      target: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.string(),
      /** The hash of the body is a header of its own, as S3 always wants it. */
      signBody: z.boolean(),
      sessionToken: z.string().optional(),
      header: stages,
      query: stages,
    }),
  ),
});
const file = new URL('../../../src/testing/sigv4-vectors.json', import.meta.url);
const { cases } = vectors.parse(JSON.parse(readFileSync(file, 'utf8')));

describe('Signature Version 4, by Amazon’s vectors', () => {
  for (const {
    name,
    method,
    target,
    headers,
    body,
    signBody,
    sessionToken,
    ...expected
  } of cases) {
    for (const place of ['header', 'query'] as const) {
      it(`${name}, in the ${place}`, async () => {
        const url = new URL(target, 'https://example.amazonaws.com');
        if (place === 'query') url.searchParams.set('X-Amz-Expires', '3600');
        const hash = createHash('sha256').update(body).digest('hex');
        const hashed = signBody && place === 'header' ? { 'x-amz-content-sha256': hash } : {};
        const signer = new AwsV4Signer({
          ...{ method, url: url.href, body },
          headers: { ...headers, ...hashed },
          // Like S3: a path is encoded once.
          singleEncode: true,
          accessKeyId: 'AKIDEXAMPLE',
          secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
          ...(sessionToken !== undefined && { sessionToken }),
          region: 'us-east-1',
          service: 'service',
          datetime: '20150830T123600Z',
          signQuery: place === 'query',
          allHeaders: true,
        });
        const { canonical, toSign, signature } = expected[place];
        assert.equal(await signer.canonicalString(), canonical);
        assert.equal(await signer.stringToSign(), toSign);
        assert.equal(await signer.signature(), signature);
      });
    }
  }
});
