#include "tests/fuzz/bytes_as_text.h"
#include "tools/training/csv_records.h"

using namespace airmark;

// Any bytes are records or one sentence that names the file; lines are counted upwards and no
// record is without a cell.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto records = tools::parse_csv(fuzzing::text_of(bytes, size), "table.csv");
  if (!records) {
    fuzzing::demand(records.error().message.starts_with("table.csv"));
    return 0;
  }
  int line = 0;
  for (const tools::CsvRecord& record : records.value()) {
    fuzzing::demand(record.line > line && !record.cells.empty());
    line = record.line;
  }
  return 0;
}
