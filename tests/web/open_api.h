// An OpenAPI 3.1 description as tests need it: which operations and statuses it documents, and
// whether a body is as its schema says. Of JSON Schema it knows what our description uses: $ref,
// type, properties, required, additionalProperties, items, anyOf, enum, minimum, maximum,
// minLength, maxLength, pattern, format uuid and date; anything else throws, so that nothing is
// passed by. One thread.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <utility>

#include <nlohmann/json_fwd.hpp>
#include <yaml-cpp/node/node.h>

namespace lobby::tests {

class OpenApi {
 public:
  // "POST /v1/bookings/{id}/steps" and a status.
  using Answer = std::pair<std::string, int>;

  // Throws when it cannot be read.
  explicit OpenApi(const std::filesystem::path& file);

  std::set<Answer> documented() const;
  // The operation that a method and a target with its query belong to; empty where there is none.
  std::string operation_of(const std::string& method, const std::string& target) const;
  // Whether the operation documents a body of its own for requests.
  bool takes_body(const std::string& operation) const;
  // What is wrong with the body of an answer; empty where nothing is.
  std::string fault_in(const Answer& answer, const std::string& body) const;
  // The same of a request's body.
  std::string fault_in_request(const std::string& operation, const std::string& body) const;

 private:
  YAML::Node operation(const std::string& name) const;
  YAML::Node resolved(const YAML::Node& node) const;
  std::string fault_of(const YAML::Node& schema, const nlohmann::json& value,
                       const std::string& path) const;
  std::string fault_of_members(const YAML::Node& schema, const nlohmann::json& value,
                               const std::string& path) const;
  std::string fault_by_content(const YAML::Node& content, const std::string& body) const;

  YAML::Node root_;
};

}  // namespace lobby::tests
