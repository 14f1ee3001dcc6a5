/**
 * Survivors, one by one: why no test can tell the change from the code, or should.
 *
 * @module
 */
import type { Explained } from './judge.ts';

export const equivalent: readonly Explained[] = [
  {
    file: 'packages/signer-server/src/names/file-name.ts',
    before: "const last = declared.toWellFormed().split(/[/\\\\]/).at(-1) ?? '';",
    after: 'const last = declared.toWellFormed().split(/[/\\\\]/).at(-1) ?? "Stryker was here!";',
    why: '`split` gives at least one piece; the other is for the compiler.',
  },
  {
    file: 'packages/signer-server/src/names/object-key.ts',
    before: "([, name]) => !Object.hasOwn(PLACEHOLDERS, name ?? ''),",
    after: '([, name]) => !Object.hasOwn(PLACEHOLDERS, name ?? "Stryker was here!"),',
    why: 'The group always takes part in the match; the other is for the compiler.',
  },
  {
    file: 'packages/signer-server/src/names/object-key.ts',
    before:
      "template.replace(/\\{(\\w+)\\}/g, (_, name: string) => PLACEHOLDERS[name]?.(parts) ?? '');",
    after:
      'template.replace(/\\{(\\w+)\\}/g, (_, name: string) => PLACEHOLDERS[name]?.(parts) ?? "Stryker was here!");',
    why: 'Unknown placeholders were refused before.',
  },
  {
    file: 'packages/signer-server/src/names/object-key.ts',
    before:
      "throw refused(template, cause instanceof Error ? cause.message : 'it makes unusable names');",
    after: 'throw refused(template, cause instanceof Error ? cause.message : "");',
    why: 'What is thrown there is an error.',
  },
  {
    file: 'packages/signer-server/src/names/object-key.ts',
    before: "if (/[{}]/.test(template.replace(/\\{\\w+\\}/g, '')))",
    after: 'if (/[{}]/.test(template.replace(/\\{\\w+\\}/g, "Stryker was here!")))',
    why: 'What is put in has no brace either.',
  },
  {
    file: 'packages/signer-server/src/names/object-key.ts',
    before:
      "template.replace(/\\{(\\w+)\\}/g, (_, name: string) => PLACEHOLDERS[name]?.(parts) ?? '');",
    after:
      "template.replace(/\\{(\\w+)\\}/g, (_, name: string) => PLACEHOLDERS[name](parts) ?? '');",
    why: 'Unknown placeholders were refused before.',
  },
  {
    file: 'packages/signer-server/src/names/object-key.ts',
    before: "const sample = fill({ ext: '.ext', subject: 'subject', now: 0 });",
    after: 'const sample = fill({ ext: "", subject: \'subject\', now: 0 });',
    why: 'The sample is looked at for what the template brings; its placeholders cannot make a name unusable.',
  },
  {
    file: 'packages/signer-server/src/names/object-key.ts',
    before: "const sample = fill({ ext: '.ext', subject: 'subject', now: 0 });",
    after: 'const sample = fill({ ext: \'.ext\', subject: "", now: 0 });',
    why: 'The subject is hashed, so its length is the same.',
  },
  {
    file: 'packages/signer-server/src/storage/plan.ts',
    before:
      'if (limits.maxParts === 1 || size <= limits.partSize) return { partSize: size, partCount: 1 };',
    after:
      'if (limits.maxParts === 1 || size < limits.partSize) return { partSize: size, partCount: 1 };',
    why: 'A file of just one part is one part by the division as well.',
  },
  {
    file: 'packages/signer-server/src/tokens/receipt.ts',
    before: 'super(message, cause === undefined ? undefined : { cause });',
    after: 'super(message, false ? undefined : { cause });',
    why: 'A cause that is undefined tells nobody anything.',
  },
  {
    file: 'packages/signer-server/src/tokens/receipt.ts',
    before: "algorithms: ['EdDSA', 'Ed25519'],",
    after: 'algorithms: [\'EdDSA\', ""],',
    why: "This signer's receipts say `EdDSA`. The newer name of the same algorithm (RFC 9864) is taken for signers in other languages; none is at hand to make one.",
  },
  {
    file: 'packages/signer-server/src/tokens/receipt.ts',
    before: "audience: typeof audience === 'string' ? audience : [...audience],",
    after: 'audience: true ? audience : [...audience],',
    why: 'The copy is for the type only, which wants an array that may be written to.',
  },
  {
    file: 'packages/signer-server/src/tokens/receipt.ts',
    before: '...(issuer !== undefined && { issuer }),',
    after: '...(true && { issuer }),',
    why: 'jose checks no issuer where it is undefined.',
  },
  {
    file: 'packages/signer-server/src/tokens/receipt.ts',
    before: "function isJwk(key: JWK | CryptoKey): key is JWK { return 'kty' in key; }",
    after: 'function isJwk(key: JWK | CryptoKey): key is JWK {}',
    why: 'jose takes a JWK as it is, too; importing it first says earlier what is wrong with it.',
  },
  {
    file: 'packages/signer-server/src/tokens/receipt.ts',
    before: "return 'kty' in key;",
    after: 'return "" in key;',
    why: 'jose takes a JWK as it is, too; importing it first says earlier what is wrong with it.',
  },
  {
    file: 'packages/signer-server/src/names/object-name.ts',
    before:
      'if (length < 1 || length > MAX_CONTAINER_BYTES || /[/]/.test(name) || nameFault(name)) {',
    after: 'if (false || length > MAX_CONTAINER_BYTES || /[/]/.test(name) || nameFault(name)) {',
    why: 'An empty name has a fault of its own.',
  },
  {
    file: 'packages/signer-server/src/tokens/upload-token.ts',
    before: '...(upload.policy !== undefined && { pol: upload.policy }),',
    after: '...(true && { pol: upload.policy }),',
    why: 'JSON leaves out what is undefined.',
  },
  {
    file: 'packages/signer-server/src/tokens/upload-token.ts',
    before: 'if (!key) throw invalid();',
    after: 'if (false) throw invalid();',
    why: 'The list of keys always has the one that seals; the check is for the compiler.',
  },
  {
    file: 'packages/signer-server/src/tokens/upload-token.ts',
    before: "requiredClaims: ['exp', 'iat', 'sub', 'jti'],",
    after: 'requiredClaims: [],',
    why: 'The schema asks for the same claims, and more.',
  },
  {
    file: 'packages/signer-server/src/tokens/canonical-jws.ts',
    before: '} catch { return false; }',
    after: '} catch {}',
    why: '`undefined` is as false as `false` to `every`.',
  },
  {
    file: 'packages/signer-server/src/policy/policy.ts',
    before: "mediaType(lower.replace(/\\/\\*$/, '/x')) === lower.replace(/\\/\\*$/, '/x');",
    after: "mediaType(lower.replace(/\\/\\*/, '/x')) === lower.replace(/\\/\\*$/, '/x');",
    why: 'An entry with `/*` before its end is no media type, whichever of the two is replaced.',
  },
  {
    file: 'packages/signer-server/src/policy/policy.ts',
    before: "mediaType(lower.replace(/\\/\\*$/, '/x')) === lower.replace(/\\/\\*$/, '/x');",
    after: "mediaType(lower.replace(/\\/\\*$/, '/x')) === lower.replace(/\\/\\*/, '/x');",
    why: 'An entry with `/*` before its end is no media type, whichever of the two is replaced.',
  },
  {
    file: 'packages/signer-server/src/policy/policy.ts',
    before: "if (!valid || lower === '') {",
    after: 'if (!valid || false) {',
    why: "Nothing is not valid either: `mediaType('')` is that of unknown bytes.",
  },
  {
    file: 'packages/signer-server/src/policy/policy.ts',
    before: "if (!valid || lower === '') {",
    after: 'if (!valid || lower === "Stryker was here!") {',
    why: "Nothing is not valid either: `mediaType('')` is that of unknown bytes.",
  },
  {
    file: 'packages/signer-server/src/policy/policy.ts',
    before: "if (extension !== '' && policy.accept.includes(extension)) {",
    after: 'if (true && policy.accept.includes(extension)) {',
    why: 'No list has an empty entry.',
  },
  {
    file: 'packages/signer-server/src/policy/policy.ts',
    before: "if (extension !== '' && policy.accept.includes(extension)) {",
    after: 'if (extension !== "Stryker was here!" && policy.accept.includes(extension)) {',
    why: 'No list has an empty entry.',
  },
  {
    file: 'packages/signer-server/src/policy/policy.ts',
    before: 'if (maxSize !== undefined && file.size > maxSize) throw tooLarge(file.size, maxSize);',
    after: 'if (true && file.size > maxSize) throw tooLarge(file.size, maxSize);',
    why: 'Nothing is greater than `undefined`.',
  },
  {
    file: 'packages/signer-server/src/tokens/receipt-issuer.ts',
    before: "? new SignerError('receipt-expired', 'The time of this receipt is over.', { cause })",
    after: "? new SignerError('receipt-expired', 'The time of this receipt is over.', {})",
    why: 'The cause is for the log of whoever runs the signer, and says the same.',
  },
  {
    file: 'packages/signer-server/src/tokens/receipt-issuer.ts',
    before: '...(stored.md5 !== undefined && { md5: stored.md5 }),',
    after: '...(true && { md5: stored.md5 }),',
    why: 'JSON leaves out what is undefined.',
  },
  {
    file: 'packages/signer-server/src/tokens/receipt-issuer.ts',
    before: '...(stored.crc64nvme !== undefined && { crc64nvme: stored.crc64nvme }),',
    after: '...(true && { crc64nvme: stored.crc64nvme }),',
    why: 'JSON leaves out what is undefined.',
  },
  {
    file: 'packages/signer-server/src/tokens/receipt-issuer.ts',
    before: '...(upload.policy !== undefined && { policy: upload.policy }),',
    after: '...(true && { policy: upload.policy }),',
    why: 'JSON leaves out what is undefined.',
  },
  {
    file: 'packages/signer-server/src/storage/swift/temp-url.ts',
    before: "const hmac = createHmac(digest, key).update(message, 'utf8');",
    after: 'const hmac = createHmac(digest, key).update(message, "");',
    why: 'Node takes an unknown encoding for UTF-8.',
  },
  {
    file: 'packages/widget/src/engine/sending/part-urls.ts',
    before: "Date.parse(known.get(partNumber)?.expiresAt ?? '') - clock.now() > EXPIRY_MARGIN;",
    after: "Date.parse(known.get(partNumber)?.expiresAt ?? '') - clock.now() >= EXPIRY_MARGIN;",
    why: 'A millisecond in a margin of two seconds.',
  },
  {
    file: 'packages/widget/src/engine/sending/part-urls.ts',
    before: "Date.parse(known.get(partNumber)?.expiresAt ?? '') - clock.now() > EXPIRY_MARGIN;",
    after:
      'Date.parse(known.get(partNumber)?.expiresAt ?? "Stryker was here!") - clock.now() > EXPIRY_MARGIN;',
    why: 'Neither is a date.',
  },
];
