// Names for logs and settings.
#include <array>

#include "core/port/printer.h"

namespace lobby::port {

std::string_view name_of(Paper paper) {
  return paper == Paper::a4 ? "a4" : "roll_80mm";
}

std::string_view name_of(PrintFault fault) {
  constexpr std::array<std::string_view, print_fault_count> names = {
      "no_printer", "offline", "cover_open", "jammed", "out_of_paper", "refused"};
  return names[static_cast<std::size_t>(fault)];
}

}  // namespace lobby::port
