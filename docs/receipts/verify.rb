# frozen_string_literal: true

# Verifies an upload receipt. Ruby 3.1 or newer with its own openssl.
require 'base64'
require 'json'
require 'openssl'

# RFC 8410: what comes before the 32 bytes of an Ed25519 key.
ED25519 = ['302a300506032b6570032100'].pack('H*').freeze

# The claims of a receipt of this signer for this application. Raises for anything else.
def verify_receipt(receipt, jwks, audience, issuer)
  parts = receipt.split('.', -1)
  header, claims = parts.first(2).map { |part| JSON.parse(Base64.urlsafe_decode64(part)) }
  key = jwks['keys'].find { |each| each['kid'] == header['kid'] && each['crv'] == 'Ed25519' }
  # The algorithm is ours to choose: a header that says anything else is refused, not obeyed.
  good = key && parts.size == 3 && header['alg'] == 'EdDSA' && header['typ'] == 'upload-receipt+jwt'
  good &&= OpenSSL::PKey.read(ED25519 + Base64.urlsafe_decode64(key['x']))
                        .verify(nil, Base64.urlsafe_decode64(parts[2]), parts[0..1].join('.'))
  good &&= claims['iss'] == issuer && Array(claims['aud']).include?(audience) && claims['exp'] > Time.now.to_i - 5
  good ? claims : raise(ArgumentError, 'Not a valid receipt.')
end

if $PROGRAM_NAME == __FILE__
  file, audience, issuer = ARGV
  puts verify_receipt($stdin.read.strip, JSON.parse(File.read(file)), audience, issuer)['upload']['key']
end
