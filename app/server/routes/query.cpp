// Pairs between '&'.
#include "app/server/routes/query.h"

#include <algorithm>
#include <charconv>

namespace lobby::server {
namespace {

std::string decoded(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned byte = 0;
    if (text[at] == '%' && at + 2 < text.size()) {
      const char* const digits = text.data() + at + 1;
      const auto [end, error] = std::from_chars(digits, digits + 2, byte, 16);
      if (error == std::errc{} && end == digits + 2) {
        plain += static_cast<char>(byte);
        at += 2;
        continue;
      }
    }
    plain += text[at];
  }
  return plain;
}

}  // namespace

std::optional<std::string> query_value(const port::Request& request, std::string_view name) {
  const std::string_view target(request.target);
  const std::size_t mark = target.find('?');
  std::string_view query = mark == std::string_view::npos ? "" : target.substr(mark + 1);
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
      return decoded(pair.substr(equals + 1));
    }
  }
  return std::nullopt;
}

Result<std::int64_t> query_number(const port::Request& request, std::string_view name,
                                  std::int64_t fallback) {
  const std::optional<std::string> text = query_value(request, name);
  if (!text) {
    return fallback;
  }
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc{} || end != text->data() + text->size() || number < 0) {
    return fail(ErrorCode::malformed, std::string(name) + ": is a whole number from 0");
  }
  return number;
}

}  // namespace lobby::server
