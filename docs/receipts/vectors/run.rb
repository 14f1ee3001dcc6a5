# frozen_string_literal: true

# Holds verify.rb to vectors.json.
require_relative '../verify'

file = JSON.parse(File.read(File.join(__dir__, '../vectors.json'), encoding: 'UTF-8'))
file['vectors'].each do |vector|
  valid = begin
    verify_receipt(vector['receipt'], file['jwks'], file['audience'], file['issuer'], file['now'])
    true
  rescue ArgumentError
    false
  end
  puts "wrong: #{vector['name']}" if valid != vector['valid']
end
puts "#{file['vectors'].size} vectors"
