#include "tests/support/npy_file.h"

#include <bit>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>

namespace airmark::testing {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::size_t kPrefixSize = 10;  // magic, version, length of the header

std::size_t byte_at(const std::string& bytes, std::size_t place) {
  return static_cast<unsigned char>(bytes[place]);
}

}  // namespace

NpyArray read_npy(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const auto refuse = [&](const char* why) {
    return std::runtime_error(path.string() + ": " + why);
  };
  if (bytes.size() < kPrefixSize || !bytes.starts_with("\x93NUMPY\x01"))
    throw refuse("not a version 1 .npy file");
  const std::size_t start = kPrefixSize + byte_at(bytes, 8) + 256 * byte_at(bytes, 9);
  if (bytes.size() < start) throw refuse("cut off in its header");

  const std::string header = bytes.substr(kPrefixSize, start - kPrefixSize);
  const std::string expected = "{'descr': '<f4', 'fortran_order': False, 'shape': (";
  if (!header.starts_with(expected)) throw refuse("not float32 in C order");
  std::istringstream shape(header.substr(expected.size()));
  NpyArray array;
  char comma = ' ';
  if (!(shape >> array.column_count >> comma) || comma != ',') throw refuse("without a shape");
  std::size_t second = 0;
  if (shape >> second) {
    array.row_count = array.column_count;
    array.column_count = second;
  }
  array.values.resize(array.row_count * array.column_count);
  if (bytes.size() != start + array.values.size() * sizeof(float)) throw refuse("wrong length");
  std::copy(bytes.begin() + static_cast<std::ptrdiff_t>(start), bytes.end(),
            reinterpret_cast<char*>(array.values.data()));
  return array;
}

}  // namespace airmark::testing
