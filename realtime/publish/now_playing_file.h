#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "realtime/publish/sink.h"

namespace airmark::realtime {

/// A text file for an overlay (an OBS text source): what is on the air, and nothing else.
///
/// Guarantee  from open() on the file is there and never empty or half written: each text replaces
///            the last one by rename. A reader that looks at whole seconds of the modification time
///            sees every change: each text's time is at least 2 s after the one before, if need be
///            a little in the future. When the object goes, the text says that nobody listens any
///            more, so that an old tag does not stand there.
class NowPlayingFile : public Sink {
 public:
  explicit NowPlayingFile(std::filesystem::path path);
  ~NowPlayingFile() override;

  std::string name() const override { return path_.string(); }
  Result<Done> open() override;
  Result<Publication> publish(const TagEvent& event, std::stop_token stop) override;

 private:
  Result<Done> replace(const std::string& text);

  const std::filesystem::path path_;
  const std::filesystem::path new_path_;  ///< Beside it: rename works within one file system only.
  std::string wanted_;                    ///< What it shall say; tried again with each event.
  std::string shown_;                     ///< What the file says; empty before open().
  std::int64_t modified_s_ = 0;           ///< Its modification time, since the epoch.
};

}  // namespace airmark::realtime
