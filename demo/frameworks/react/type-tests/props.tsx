/** What React's JSX lets pass, and what it must not: a line that is expected to fail and does not is an error. @module */
import {
  fetchSigner,
  Uploader,
  type DirectUpload,
  type UploadErrorEvent,
} from '@direct-upload/widget';
import type {} from '@direct-upload/widget/react';
import type { ReactElement, RefObject } from 'react';

declare const field: RefObject<DirectUpload | null>;
declare const input: RefObject<HTMLInputElement | null>;
const signer = fetchSigner('/uploads');

export const right: readonly ReactElement[] = [
  <direct-upload
    ref={field}
    id="a"
    className="wide"
    name="a"
    endpoint="/a"
    multiple
    required
    disabled
  />,
  <direct-upload accept="image/*" max-size={5_000_000} max-files="3" autostart={false} resumable />,
  <direct-upload
    signer={signer}
    uploader={new Uploader({ signer })}
    messages={{ added: String }}
  />,
  <direct-upload
    onupload-accept={(event) => event.files.length > 3 && event.preventDefault()}
    onupload-change={({ uploads, currentTarget }) => [uploads.length, currentTarget.receipts]}
    onupload-complete={({ upload, receipt }) => upload.id + receipt}
    onupload-error={({ error }) => error.code === 'too-large'}
    onChange={({ currentTarget }) => currentTarget.receipts}
  />,
];

export const wrong: readonly ReactElement[] = [
  // @ts-expect-error the name is text
  <direct-upload name={1} />,
  // @ts-expect-error a boolean attribute
  <direct-upload multiple="yes" />,
  // @ts-expect-error the attribute has a hyphen: a server would render `maxsize`
  <direct-upload maxSize="5MB" />,
  // @ts-expect-error text or a number
  <direct-upload max-size={[5]} />,
  // @ts-expect-error no such property
  <direct-upload enabled />,
  // @ts-expect-error no such string
  <direct-upload messages={{ chooseFiles: 'Choose photos' }} />,
  // @ts-expect-error not a signer
  <direct-upload signer={{}} />,
  // @ts-expect-error it is only read
  <direct-upload receipts={[]} />,
  // @ts-expect-error it is a method
  <direct-upload addFiles={() => []} />,
  // @ts-expect-error it has one `receipt`
  <direct-upload onupload-complete={(event) => event.receipts !== undefined} />,
  // @ts-expect-error the listener of another event
  <direct-upload onupload-complete={({ error }: UploadErrorEvent) => error} />,
  // @ts-expect-error a listener is a function
  <direct-upload onupload-error="alert()" />,
  // @ts-expect-error another element
  <direct-upload ref={input} />,
];
