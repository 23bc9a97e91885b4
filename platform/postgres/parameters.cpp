// Encoding and decoding.
#include "platform/postgres/parameters.h"

#include "core/base/check.h"

namespace lobby::postgres {
namespace {

using sql::Value;

constexpr unsigned type_bytea = 17;
constexpr unsigned type_int8 = 20;
constexpr unsigned type_text = 25;
constexpr int binary = 1;

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

}  // namespace

std::string with_dollars(std::string_view sql) {
  std::string text(sql);
  for (std::size_t index = 0; index + 1 < text.size(); ++index) {
    if (text[index] == '?' && is_digit(text[index + 1])) {
      text[index] = '$';
    }
  }
  return text;
}

std::vector<unsigned> types_of(std::span<const Value> values) {
  std::vector<unsigned> types;
  types.reserve(values.size());
  for (const Value& value : values) {
    types.push_back(value.type == Value::Type::integer ? type_int8
                    : value.type == Value::Type::text  ? type_text
                                                       : type_bytea);
  }
  return types;
}

Value value_from(unsigned type, std::string_view bytes) {
  if (type == type_int8 && bytes.size() == 8) {
    std::uint64_t number = 0;
    for (const char byte : bytes) {
      number = number << 8U | static_cast<std::uint8_t>(byte);
    }
    return Value::number(static_cast<std::int64_t>(number));
  }
  if (type == type_text) {
    return Value::text(bytes);
  }
  if (type == type_bytea) {
    return {Value::Type::blob, false, 0, bytes};
  }
  return {Value::Type::other, false, 0, {}};
}

Parameters::Parameters(std::span<const Value> values) : count_(static_cast<int>(values.size())) {
  CHECK(values.size() <= count_max);
  for (std::size_t index = 0; index < values.size(); ++index) {
    const Value& value = values[index];
    formats_[index] = binary;
    if (value.null) {
      continue;  // a null pointer is NULL
    }
    if (value.type == Value::Type::integer) {
      const auto number = static_cast<std::uint64_t>(value.integer);
      for (unsigned byte = 0; byte < 8; ++byte) {
        numbers_[index][byte] = static_cast<char>(number >> (56U - 8U * byte));
      }
      values_[index] = numbers_[index].data();
      lengths_[index] = 8;
    } else {
      values_[index] = value.bytes.empty() ? "" : value.bytes.data();
      lengths_[index] = static_cast<int>(value.bytes.size());
    }
  }
}

}  // namespace lobby::postgres
