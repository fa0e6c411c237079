#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <mutex>
#include <string>
#include <utility>

#include "analysis/vocabulary/json_text.h"
#include "llm/taggers/recording_tagger.h"

namespace airmark::llm {
namespace {

/// Keeps other processes from writing while it lives; two taggers of this one are kept apart by the
/// record's mutex.
class FileLock {
 public:
  explicit FileLock(int descriptor) : descriptor_(descriptor) { flock(descriptor_, LOCK_EX); }
  ~FileLock() { flock(descriptor_, LOCK_UN); }
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  const int descriptor_;
};

class AnswerFile final : public AnswerRecord {
 public:
  AnswerFile(std::filesystem::path path, int descriptor)
      : path_(std::move(path)), descriptor_(descriptor) {}
  ~AnswerFile() override { close(descriptor_); }
  AnswerFile(const AnswerFile&) = delete;
  AnswerFile& operator=(const AnswerFile&) = delete;

  Result<Done> append(const WindowAnalysis& analysis, const Description& description,
                      const Result<TagSet>& answer) override {
    const std::string line = json_line(analysis, description, answer) + '\n';
    const std::lock_guard lock(mutex_);
    const FileLock file_lock(descriptor_);
    const off_t end = lseek(descriptor_, 0, SEEK_END);
    const ssize_t written = write(descriptor_, line.data(), line.size());
    if (written == std::ssize(line)) return Done{};
    const int fault = written < 0 ? errno : ENOSPC;
    const bool is_torn = written > 0 && ftruncate(descriptor_, end) != 0;
    return Error{ErrorKind::InputOutput,
                 "cannot keep answers in '" + path_.string() + "': " + std::strerror(fault) +
                     (is_torn ? "; its last line is torn: remove it" : "; make room for it")};
  }

 private:
  const std::filesystem::path path_;
  const int descriptor_;
  std::mutex mutex_;
};

}  // namespace

Result<std::shared_ptr<AnswerRecord>> AnswerRecord::open(const std::filesystem::path& file) {
  // What the umask allows; it holds what was measured and answered, no audio and no credentials.
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0)
    return Error{ErrorKind::CannotCreate, "cannot create the answer record '" + file.string() +
                                              "': " + std::strerror(errno) +
                                              "; name a file in a folder that you may write to"};
  return std::shared_ptr<AnswerRecord>(std::make_shared<AnswerFile>(file, descriptor));
}

}  // namespace airmark::llm
