// Names of the operations.
#include "core/protocol/operation.h"

namespace lobby::protocol {

std::string_view kind_of(const Payload& payload) {
  constexpr std::string_view kinds[] = {"place_booking", "cancel_booking", "check_in",
                                        "undo_check_in", "request_units",  "return_units"};
  static_assert(std::size(kinds) + 1 == std::variant_size_v<Payload>);
  const auto* unreadable = std::get_if<Unreadable>(&payload);
  return unreadable != nullptr ? std::string_view(unreadable->kind) : kinds[payload.index()];
}

}  // namespace lobby::protocol
