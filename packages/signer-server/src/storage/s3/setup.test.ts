import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fakeS3, refusal } from '../../testing/fake-s3.js';
import type { FakeS3 } from '../../testing/fake-s3.js';
import { planS3, setUpS3 } from './setup.js';
import type { S3Setup } from './setup.js';
import { parseXml } from './xml.js';

const never = new AbortController().signal;
const wishes = {
  origins: ['https://a.example'],
  days: 2,
  integrity: undefined,
  location: 'eu-central-1',
};

async function setUp(fake: FakeS3, more = {}): Promise<S3Setup> {
  return setUpS3(fake.bucket, { ...wishes, ...more }, never);
}

async function steps(fake: FakeS3, more = {}): Promise<readonly string[]> {
  return (await planS3(fake.bucket, { ...wishes, ...more }, never)).steps.map(({ say }) => say);
}

describe('setting up a bucket', () => {
  it('makes it, closes it, and sets the rules; twice does nothing', async () => {
    const fake = fakeS3();
    fake.exists = false;
    const bodies: string[] = [];
    fake.intercept = ({ method, query, body = '' }) => {
      if (method === 'PUT' && !query) bodies.push(body);
      return undefined;
    };
    const { done, failed } = await setUp(fake);
    assert.equal(done.length, 4, done.join('\n'));
    assert.deepEqual(failed, []);
    assert.match(bodies[0] ?? '', /<LocationConstraint>eu-central-1</);
    assert.deepEqual(await steps(fake), []);
    const read = (name: string): unknown => parseXml(fake.documents.get(name) ?? '');
    assert.deepEqual(read('cors'), {
      '?xml': '',
      CORSConfiguration: {
        CORSRule: [
          {
            ID: 'direct-upload',
            AllowedOrigin: ['https://a.example'],
            AllowedMethod: ['PUT', 'GET', 'HEAD'],
            AllowedHeader: ['content-type', 'etag'],
            ExposeHeader: ['ETag'],
            MaxAgeSeconds: '3600',
          },
        ],
      },
    });
    assert.deepEqual(read('lifecycle'), {
      '?xml': '',
      LifecycleConfiguration: {
        Rule: [
          {
            ID: 'direct-upload-parts',
            Filter: { Prefix: 'parts/' },
            Status: 'Enabled',
            Expiration: { Days: '2' },
            NoncurrentVersionExpiration: { NoncurrentDays: '1' },
          },
          {
            ID: 'direct-upload-unfinished',
            Filter: { Prefix: '' },
            Status: 'Enabled',
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: '2' },
          },
        ],
      },
    });
    assert.match(fake.documents.get('publicAccessBlock') ?? '', /<BlockPublicPolicy>true</);
  });

  it('adds an origin to its own rule, in front of those of others, which stay word for word', async () => {
    const fake = fakeS3();
    const foreign =
      '<CORSRule><ID>theirs</ID><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><Odd a="b"/></CORSRule>';
    const rule =
      '<Rule><ID>logs</ID><Status>Enabled</Status><Filter><And/></Filter><Odd>1</Odd></Rule>';
    fake.documents.set('cors', `<CORSConfiguration>${foreign}</CORSConfiguration>`);
    fake.documents.set('lifecycle', `<LifecycleConfiguration>${rule}</LifecycleConfiguration>`);
    await setUp(fake);
    await setUp(fake, { origins: ['https://b.example'] });
    const cors = fake.documents.get('cors') ?? '';
    assert.match(cors, /a\.example<.*b\.example</);
    assert.ok(cors.endsWith(`${foreign}</CORSConfiguration>`), cors);
    assert.equal(cors.match(/<ID>direct-upload</g)?.length, 1);
    assert.ok(fake.documents.get('lifecycle')?.endsWith(`${rule}</LifecycleConfiguration>`));
    assert.deepEqual(
      await steps(fake, { origins: ['https://a.example', 'https://b.example'] }),
      [],
    );
  });

  it('is content with rules of others that do the same', async () => {
    const fake = fakeS3();
    await setUp(fake);
    for (const name of ['cors', 'lifecycle']) {
      const body = fake.documents.get(name) ?? '';
      fake.documents.set(name, body.replaceAll(/<ID>.*?<\/ID>/g, '<ID>x</ID>'));
    }
    assert.deepEqual(await steps(fake), []);
  });

  it('gives its own rules more days where uploads may take longer, and never fewer', async () => {
    const fake = fakeS3();
    await setUp(fake);
    await setUp(fake, { days: 8 });
    const rules = fake.documents.get('lifecycle') ?? '';
    assert.match(rules, /<Days>8<.*<DaysAfterInitiation>8</);
    assert.ok(!/>2</.test(rules), rules);
    assert.deepEqual(await steps(fake, { days: 3 }), []);
  });

  for (const [rule, isToo] of [
    ['<Filter><Prefix>parts/</Prefix></Filter><Expiration><Days>1</Days></Expiration>', true],
    ['<Filter/><Expiration><Days>1</Days></Expiration>', true],
    ['<Prefix>logs/</Prefix><Expiration><Days>1</Days></Expiration>', false],
    [
      '<Filter/><AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload>',
      true,
    ],
    [
      '<Filter><And><Prefix>logs/</Prefix></And></Filter><Expiration><Days>1</Days></Expiration>',
      false,
    ],
    ['<Filter/><Expiration><Days>30</Days></Expiration>', false],
  ] as const) {
    it(`${isToo ? 'tells of' : 'is content with'} a rule of others: ${rule}`, async () => {
      const fake = fakeS3();
      const body = `<Rule><ID>theirs</ID><Status>Enabled</Status>${rule}</Rule>`;
      fake.documents.set('lifecycle', `<LifecycleConfiguration>${body}</LifecycleConfiguration>`);
      const { cannot } = await setUp(fake);
      assert.deepEqual(
        cannot.map((sentence) => /after 1 days, .* until day 2/.test(sentence)),
        isToo ? [true] : [],
      );
    });
  }

  it('does without a rule for multipart uploads where it is refused', async () => {
    const fake = fakeS3();
    fake.intercept = ({ method, query = {}, body = '' }) =>
      method === 'PUT' && 'lifecycle' in query && body.includes('AbortIncomplete')
        ? refusal(400, 'MalformedXML')
        : undefined;
    const { failed } = await setUp(fake);
    assert.deepEqual(failed, []);
    assert.match(fake.documents.get('lifecycle') ?? '', /<Prefix>parts\/</);
  });

  it('says what a service cannot be told, and does the rest', async () => {
    const fake = fakeS3();
    fake.intercept = ({ query = {} }) =>
      'cors' in query || 'lifecycle' in query ? refusal(501, 'NotImplemented') : undefined;
    const plan = await planS3(fake.bucket, wishes, never);
    assert.equal(plan.steps.length, 1);
    assert.match(plan.cannot.join(), /no lifecycle rules.*no CORS rules/);
  });

  it('tells what is refused', async () => {
    const fake = fakeS3();
    fake.intercept = ({ method, query = {} }) =>
      method === 'PUT' && 'cors' in query ? refusal(403, 'AccessDenied') : undefined;
    const { done, failed } = await setUp(fake);
    assert.equal(done.length, 2);
    assert.match(
      failed.join(),
      /^Storage refused to let pages of .*may not do that \(AccessDenied/,
    );
  });

  it('replaces no rules that it cannot read', async () => {
    const fake = fakeS3();
    fake.documents.set(
      'lifecycle',
      '<x:LifecycleConfiguration xmlns:x="u"><x:Rule><x:ID>a</x:ID></x:Rule></x:LifecycleConfiguration><!--<LifecycleConfiguration-->',
    );
    await assert.rejects(setUp(fake), /cannot be taken over/);
  });
});
