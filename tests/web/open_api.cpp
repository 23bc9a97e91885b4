// Walks the description; schemas are checked value by value.
#include "tests/web/open_api.h"

#include <algorithm>
#include <cctype>
#include <regex>
#include <stdexcept>

#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

namespace lobby::tests {
namespace {

using nlohmann::json;

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

bool is_type(const json& value, const std::string& type) {
  return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
         (type == "string" && value.is_string()) || (type == "boolean" && value.is_boolean()) ||
         (type == "integer" && value.is_number_integer()) || (type == "null" && value.is_null());
}

bool has_type(const json& value, const YAML::Node& types) {
  if (types.IsScalar()) {
    return is_type(value, types.as<std::string>());
  }
  return std::any_of(types.begin(), types.end(), [&](const YAML::Node& type) {
    return is_type(value, type.as<std::string>());
  });
}

bool has_format(const std::string& text, const std::string& format) {
  static const std::regex uuid("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  static const std::regex date("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  if (format != "uuid" && format != "date") {
    throw std::runtime_error("openapi: format " + format + " is not known here");
  }
  return std::regex_match(text, format == "uuid" ? uuid : date);
}

std::string fault_of_number(const YAML::Node& schema, const json& value) {
  const auto number = value.get<std::int64_t>();
  const bool low = schema["minimum"] && number < schema["minimum"].as<std::int64_t>();
  const bool high = schema["maximum"] && number > schema["maximum"].as<std::int64_t>();
  return low || high ? value.dump() + " is out of range" : "";
}

std::string fault_of_text(const YAML::Node& schema, const json& value) {
  const auto text = value.get<std::string>();
  if (schema["enum"]) {
    const YAML::Node names = schema["enum"];
    const bool known = std::any_of(names.begin(), names.end(), [&](const YAML::Node& name) {
      return name.as<std::string>() == text;
    });
    if (!known) {
      return "'" + text + "' is none of the names";
    }
  }
  if (schema["format"] && !has_format(text, schema["format"].as<std::string>())) {
    return "'" + text + "' is no " + schema["format"].as<std::string>();
  }
  if (schema["pattern"] &&
      !std::regex_search(text, std::regex(schema["pattern"].as<std::string>()))) {
    return "'" + text + "' is not of the pattern";
  }
  const bool too_short = schema["minLength"] && text.size() < schema["minLength"].as<std::size_t>();
  // Lengths are of characters; a byte count is never below it.
  const bool too_long = schema["maxLength"] && text.size() > schema["maxLength"].as<std::size_t>();
  return too_short || too_long ? "'" + text + "' has the wrong length" : "";
}

void refuse_unknown_keywords(const YAML::Node& schema) {
  static const std::set<std::string> known = {
      "$ref",    "type",   "properties", "required",    "additionalProperties",
      "items",   "enum",   "minimum",    "maximum",     "minLength",
      "pattern", "format", "maxLength",  "description", "default",
      "anyOf"};
  for (const auto& member : schema) {
    const auto keyword = member.first.as<std::string>();
    if (!known.contains(keyword)) {
      throw std::runtime_error("openapi: keyword " + keyword + " is not known here");
    }
  }
}

}  // namespace

OpenApi::OpenApi(const std::filesystem::path& file) : root_(YAML::LoadFile(file.string())) {
  if (!root_["paths"]) {
    throw std::runtime_error("openapi: " + file.string() + " has no paths");
  }
}

std::set<OpenApi::Answer> OpenApi::documented() const {
  std::set<Answer> answers;
  for (const auto& path : root_["paths"]) {
    for (const auto& method : path.second) {
      if (method.first.as<std::string>() == "parameters") {
        continue;
      }
      const std::string name =
          upper(method.first.as<std::string>()) + " " + path.first.as<std::string>();
      for (const auto& response : method.second["responses"]) {
        answers.emplace(name, response.first.as<int>());
      }
    }
  }
  return answers;
}

std::string OpenApi::operation_of(const std::string& method, const std::string& target) const {
  const std::string path = target.substr(0, target.find('?'));
  // A path without a hole comes before one with: /v1/bookings/find.
  std::string found;
  for (const auto& entry : root_["paths"]) {
    const auto pattern = entry.first.as<std::string>();
    const std::string as_regex = std::regex_replace(pattern, std::regex("\\{id\\}"), "[^/]+");
    const bool matches = std::regex_match(path, std::regex(as_regex));
    if (matches && (found.empty() || pattern == path)) {
      found = pattern;
    }
  }
  return found.empty() ? "" : method + " " + found;
}

YAML::Node OpenApi::operation(const std::string& name) const {
  const std::size_t blank = name.find(' ');
  std::string method = name.substr(0, blank);
  std::ranges::transform(method, method.begin(), [](unsigned char c) { return std::tolower(c); });
  const YAML::Node node = root_["paths"][name.substr(blank + 1)][method];
  if (!node) {
    throw std::runtime_error("openapi: there is no " + name);
  }
  return node;
}

bool OpenApi::takes_body(const std::string& name) const {
  return static_cast<bool>(operation(name)["requestBody"]);
}

YAML::Node OpenApi::resolved(const YAML::Node& node) const {
  if (!node["$ref"]) {
    return node;
  }
  // "#/components/schemas/Money"
  const auto reference = node["$ref"].as<std::string>();
  YAML::Node at = root_;
  for (std::size_t begin = 2; begin <= reference.size();) {
    const std::size_t end = std::min(reference.find('/', begin), reference.size());
    at.reset(at[reference.substr(begin, end - begin)]);
    begin = end + 1;
  }
  if (!at) {
    throw std::runtime_error("openapi: " + reference + " is not there");
  }
  return at;
}

std::string OpenApi::fault_by_content(const YAML::Node& content, const std::string& body) const {
  if (!content || content.size() != 1) {
    return "the description has no content here";
  }
  if (content.begin()->first.as<std::string>().find("json") == std::string::npos) {
    return body.empty() ? "the body is empty" : "";
  }
  const json value = json::parse(body, nullptr, false);
  if (value.is_discarded()) {
    return "the body is no JSON: " + body.substr(0, 80);
  }
  return fault_of(content.begin()->second["schema"], value, "");
}

std::string OpenApi::fault_in(const Answer& answer, const std::string& body) const {
  const YAML::Node response = operation(answer.first)["responses"][std::to_string(answer.second)];
  if (!response) {
    return answer.first + " documents no " + std::to_string(answer.second) + ": " +
           body.substr(0, 200);
  }
  return fault_by_content(resolved(response)["content"], body);
}

std::string OpenApi::fault_in_request(const std::string& name, const std::string& body) const {
  return fault_by_content(operation(name)["requestBody"]["content"], body);
}

std::string OpenApi::fault_of(const YAML::Node& said, const json& value,
                              const std::string& path) const {
  const YAML::Node schema = resolved(said);
  refuse_unknown_keywords(schema);
  const auto at_path = [&](const std::string& fault) {
    return fault.empty() ? fault : (path.empty() ? "the body" : path) + ": " + fault;
  };
  if (schema["anyOf"]) {
    std::string fault;
    for (const YAML::Node& one : schema["anyOf"]) {
      fault = fault_of(one, value, path);
      if (fault.empty()) {
        return fault;
      }
    }
    return fault;
  }
  if (schema["type"] && !has_type(value, schema["type"])) {
    return at_path("is " + std::string(value.type_name()));
  }
  if (value.is_number_integer()) {
    return at_path(fault_of_number(schema, value));
  }
  if (value.is_string()) {
    return at_path(fault_of_text(schema, value));
  }
  if (value.is_array()) {
    for (std::size_t index = 0; index < value.size(); ++index) {
      const std::string fault =
          fault_of(schema["items"], value[index], path + "[" + std::to_string(index) + "]");
      if (!fault.empty()) {
        return fault;
      }
    }
  }
  return value.is_object() ? fault_of_members(schema, value, path) : "";
}

std::string OpenApi::fault_of_members(const YAML::Node& schema, const json& value,
                                      const std::string& path) const {
  if (!schema["properties"]) {
    return "";  // any object
  }
  for (const YAML::Node& name : schema["required"]) {
    if (!value.contains(name.as<std::string>())) {
      return path + ": lacks " + name.as<std::string>();
    }
  }
  for (const auto& [name, member] : value.items()) {
    const YAML::Node property = schema["properties"][name];
    if (!property) {
      return path + ": has " + name + ", which is not described";
    }
    const std::string fault = fault_of(property, member, path + "." + name);
    if (!fault.empty()) {
      return fault;
    }
  }
  return "";
}

}  // namespace lobby::tests
