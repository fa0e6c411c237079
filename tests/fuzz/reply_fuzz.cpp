#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "llm/reply/reply_parser.h"

/// An answer is a genre of the list with sound probabilities, or a BadReply; claims never fail.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto reply = airmark::llm::parse_reply(text, {"hiphop", "jazz", "rock"});
  if (!reply && reply.error().kind != airmark::ErrorKind::BadReply) std::abort();
  if (reply) {
    double sum = 0.0;
    for (const auto& tag : reply.value().tags) {
      if (tag.tag != "hiphop" && tag.tag != "jazz" && tag.tag != "rock") std::abort();
      if (!(tag.probability >= 0.0)) std::abort();
      sum += tag.probability;
    }
    if (reply.value().tags.empty() || sum > 1.0 + 1e-9) std::abort();
  }
  for (const auto& claim : airmark::llm::unsupported_claims(text, {}, {}))
    if (claim.text.size() > 80) std::abort();
  return 0;
}
