// Reading the two header fields, and calling what the options give for gzip.
#include "platform/http/coding.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "core/base/limits.h"
#include "platform/http/stream.h"

namespace lobby::http {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && blank(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && blank(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

bool is_named(std::string_view coding, std::string_view name) {
  return std::ranges::equal(coding, name, {},
                            [](char c) { return std::tolower(static_cast<unsigned char>(c)); });
}

// "x-gzip" is the same (RFC 9110 §8.4.1.3).
bool is_gzip(std::string_view coding) {
  return is_named(coding, "gzip") || is_named(coding, "x-gzip");
}

// "q=0", "q=0.000": no (RFC 9110 §12.4.2).
bool is_refused(std::string_view parameters) {
  const std::string_view weight = trimmed(parameters);
  return weight.size() >= 3 && is_named(weight.substr(0, 2), "q=") &&
         weight.find_first_not_of("0.", 2) == std::string_view::npos;
}

}  // namespace

bool accepts_gzip(std::string_view acceptable) {
  std::optional<bool> everything;
  while (!acceptable.empty()) {
    const std::string_view entry = acceptable.substr(0, acceptable.find(','));
    acceptable.remove_prefix(std::min(entry.size() + 1, acceptable.size()));
    const std::size_t mark = entry.find(';');
    const std::string_view coding = trimmed(entry.substr(0, mark));
    const bool refused = mark != std::string_view::npos && is_refused(entry.substr(mark + 1));
    if (is_gzip(coding)) {
      return !refused;
    }
    if (coding == "*") {
      everything = !refused;
    }
  }
  return everything.value_or(false);
}

std::optional<port::Response> undo_coding(port::Request& request, const Codings& codings,
                                          const Options& options) {
  const std::string_view coding = trimmed(codings.of_body);
  if (coding.empty() || is_named(coding, "identity")) {
    return std::nullopt;
  }
  if (!is_gzip(coding) || !options.decompress) {
    return refusal(415, ErrorCode::malformed,
                   "the body's Content-Encoding is not known here; send it as it is" +
                       std::string(options.decompress ? " or as gzip" : ""));
  }
  Result<std::string> body = options.decompress(request.body, options.body_bytes_max);
  if (!body) {
    const std::int32_t status = body.error().code == ErrorCode::too_large   ? 413
                                : body.error().code == ErrorCode::malformed ? 400
                                                                            : 503;
    return refusal(status, body.error().code, body.error().detail);
  }
  request.body = *std::move(body);
  return std::nullopt;
}

void apply_coding(port::Response& response, const Codings& codings, const Options& options) {
  if (!options.compress || response.body.size() < limits::compression_bytes_min ||
      response.content_type != "application/json" || !accepts_gzip(codings.acceptable)) {
    return;
  }
  Result<std::string> packed = options.compress(response.body);
  if (packed && packed->size() < response.body.size()) {
    response.body = *std::move(packed);
    response.content_encoding = "gzip";
  }
}

}  // namespace lobby::http
