// Writing the numbers of the values.
#include "platform/sql/many_rows.h"

namespace lobby::sql {

std::string given_rows(std::size_t rows, std::size_t first, std::size_t columns) {
  std::string text = "(VALUES ";
  for (std::size_t value = 0; value < columns * rows; ++value) {
    const bool opens = value % columns == 0;
    const bool closes = (value + 1) % columns == 0;
    text += value == 0 ? "(" : opens ? ", (" : ", ";
    text += "?" + std::to_string(first + value) + (closes ? ")" : "");
  }
  return text + ") AS given";
}

}  // namespace lobby::sql
