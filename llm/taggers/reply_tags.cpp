#include "llm/taggers/reply_tags.h"

#include "llm/taggers/cited_features.h"
#include "llm/taggers/marked_reasoning.h"

namespace airmark::llm {

TagSet reply_tags(const ParsedReply& reply, const WindowAnalysis& analysis,
                  const Description& description) {
  TagSet tags;
  tags.tags = reply.tags;
  tags.confidence = reply.confidence;
  tags.reasoning = marked_reasoning(reply.reasoning, analysis, description);
  tags.key_indicators = cited_features(reply.key_indicators, analysis, description);
  return tags;
}

}  // namespace airmark::llm
