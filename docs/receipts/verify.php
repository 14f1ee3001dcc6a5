<?php
// Verifies an upload receipt. PHP 8 with sodium, which it brings.
declare(strict_types=1);

/** The claims of a receipt of this signer for this application. Throws for anything else. */
function verifyReceipt(string $receipt, array $jwks, string $audience, string $issuer): array
{
    $decode = fn (string $part) => sodium_base642bin($part, SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING);
    [$head, $body, $signature] = $parts = explode('.', $receipt) + ['', '', ''];
    $header = json_decode($decode($head), true, 8, JSON_THROW_ON_ERROR);
    $keys = array_column(array_filter($jwks['keys'], fn (array $key) => ($key['crv'] ?? '') === 'Ed25519'), 'x', 'kid');
    $signed = ($header['typ'] ?? '') === 'upload-receipt+jwt' && ($header['alg'] ?? '') === 'EdDSA'
        && isset($keys[$header['kid'] ?? '']) && count($parts) === 3
        && sodium_crypto_sign_verify_detached($decode($signature), "$head.$body", $decode($keys[$header['kid']]));
    $claims = $signed ? json_decode($decode($body), true, 8, JSON_THROW_ON_ERROR) : [];
    $meant = ($claims['iss'] ?? '') === $issuer && in_array($audience, (array) ($claims['aud'] ?? []), true);
    return $meant && ($claims['exp'] ?? 0) > time() - 5 ? $claims : throw new DomainException('Not a valid receipt.');
}

if (isset($argv[3]) && realpath($argv[0]) === __FILE__) {
    $jwks = json_decode(file_get_contents($argv[1]), true, 8, JSON_THROW_ON_ERROR);
    echo verifyReceipt(trim(stream_get_contents(STDIN)), $jwks, $argv[2], $argv[3])['upload']['key'], "\n";
}
