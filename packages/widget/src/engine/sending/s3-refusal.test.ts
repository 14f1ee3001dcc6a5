import { expect } from '@open-wc/testing';
import { readS3Refusal, statusMeant } from './s3-refusal.js';

const body = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>RequestTimeout</Code><Message>Your socket connection to the server was not read from or written to within the timeout period.</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>`;

describe('a refusal of an S3 API', () => {
  it('is read from the body', () => {
    expect(readS3Refusal(body)).to.deep.equal({
      code: 'RequestTimeout',
      requestId: '4442587FB7D0A2F9',
    });
    expect(readS3Refusal('<Error xmlns="x"><Code> SlowDown </Code></Error>')).to.deep.equal({
      code: 'SlowDown',
    });
  });

  it('is nothing else', () => {
    for (const other of ['', 'Unauthorized', '<html><Code>A</Code></html>', '<Error></Error>']) {
      expect(readS3Refusal(other)).to.equal(undefined);
    }
  });

  it('says more than the status', () => {
    expect(statusMeant(400, 'ExpiredToken')).to.equal(403);
    expect(statusMeant(409, 'OperationAborted')).to.equal(503);
  });

  it('says no more where the code is not known', () => {
    for (const code of [undefined, 'NoSuchBucket', 'constructor', '__proto__']) {
      expect(statusMeant(404, code)).to.equal(404);
    }
  });
});
