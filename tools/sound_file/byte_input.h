#pragma once

#include <cstddef>
#include <span>
#include <stop_token>
#include <string>

#include "analysis/vocabulary/result.h"

namespace airmark::tools {

/// Bytes in order, from anywhere.
class ByteInput {
 public:
  virtual ~ByteInput() = default;

  /// Waits for at least one byte; gives what is there, 0 at the end.
  virtual Result<std::size_t> read(std::span<std::byte> bytes) = 0;
};

/// Gives exactly bytes.size(), fewer only at the end.
Result<std::size_t> read_fully(ByteInput& input, std::span<std::byte> bytes);

/// Reads and forgets; gives how many there were, fewer than `byte_count` only at the end.
Result<std::size_t> skip_bytes(ByteInput& input, std::size_t byte_count);

/// A file descriptor of the operating system.
class DescriptorInput : public ByteInput {
 public:
  enum class Ownership { Borrowed, Owned };

  /// `name` is for sentences. After `stop` was requested, read() reports the end.
  DescriptorInput(int descriptor, Ownership ownership, std::string name, std::stop_token stop = {});
  ~DescriptorInput() override;
  DescriptorInput(const DescriptorInput&) = delete;
  DescriptorInput& operator=(const DescriptorInput&) = delete;

  Result<std::size_t> read(std::span<std::byte> bytes) override;

 private:
  /// False where `stop` was requested first.
  bool wait_for_bytes() const;

  int descriptor_;
  Ownership ownership_;
  std::string name_;
  std::stop_token stop_;
};

}  // namespace airmark::tools
