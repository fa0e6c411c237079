#include "llm/aws/sha256.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstdlib>

namespace airmark::llm {
namespace {

// OpenSSL refuses only where its installation is broken; there is nothing to go on with then.
void demand(bool success) {
  if (!success) std::abort();
}

}  // namespace

Sha256Digest sha256(std::string_view bytes) {
  Sha256Digest digest;
  demand(EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) ==
         1);
  return digest;
}

Sha256Digest hmac_sha256(std::string_view key, std::string_view text) {
  Sha256Digest digest;
  const auto* message = reinterpret_cast<const unsigned char*>(text.data());
  demand(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), message, text.size(),
              digest.data(), nullptr) != nullptr);
  return digest;
}

std::string hex_text(const Sha256Digest& digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * digest.size());
  for (const unsigned char byte : digest) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

std::string_view bytes_of(const Sha256Digest& digest) noexcept {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace airmark::llm
