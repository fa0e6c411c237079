#include "tools/common/program.h"

int main(int argument_count, char** arguments) {
  return airmark::tools::run_program(argument_count, arguments);
}
