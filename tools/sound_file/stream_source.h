#pragma once

#include <memory>
#include <optional>
#include <string>

#include "tools/sound_file/byte_input.h"
#include "tools/sound_file/sound_source.h"

namespace airmark::tools {

/// Uncompressed audio read in order, without seeking, as it arrives: WAV or AU by its header, or
/// headerless by `format`.
Result<std::unique_ptr<SoundSource>> open_stream_source(std::unique_ptr<ByteInput> input,
                                                        std::string name,
                                                        const std::optional<PcmFormat>& format);

}  // namespace airmark::tools
