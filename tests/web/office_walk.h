// What the parts of the walk that tests of the office's API take through a hotel's day have in
// common. One thread.
#pragma once

#include <functional>
#include <string>

#include <nlohmann/json.hpp>

#include "tests/web/office_house.h"

namespace lobby::tests {

struct Walk {
  nlohmann::json stay;  // that can be had
  nlohmann::json guest;
  std::function<std::string()> new_id;  // of each command

  nlohmann::json command(nlohmann::json body) const {
    body["operation_id"] = new_id();
    return body;
  }
};

// The path of a booking, or of what belongs to it.
inline std::string at(const nlohmann::json& booking, const std::string& what = "") {
  return "/v1/bookings/" + booking["id"].get<std::string>() + what;
}

}  // namespace lobby::tests
