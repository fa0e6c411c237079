#pragma once

#include <array>
#include <string>
#include <string_view>

namespace airmark::llm {

using Sha256Digest = std::array<unsigned char, 32>;

/// SHA-256 (FIPS 180-4) and HMAC-SHA-256 (RFC 2104), by OpenSSL.
Sha256Digest sha256(std::string_view bytes);
Sha256Digest hmac_sha256(std::string_view key, std::string_view text);

/// 64 lower-case digits.
std::string hex_text(const Sha256Digest& digest);

/// The digest's bytes, to be the key of the next HMAC.
std::string_view bytes_of(const Sha256Digest& digest) noexcept;

}  // namespace airmark::llm
