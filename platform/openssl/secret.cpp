// Reading a shared secret.
#include "platform/openssl/secret.h"

#include <algorithm>

#include "core/base/text.h"
#include "platform/openssl/file.h"

namespace lobby::openssl {

Result<std::string> read_secret(const std::filesystem::path& file) {
  Result<std::string> text = read_private_file(file);
  if (!text) {
    return text;
  }
  if (text->ends_with('\n')) {
    text->pop_back();
  }
  const auto fits = [](char c) { return c > ' ' && c <= '~'; };
  if (text->size() < secret_bytes_min || text->size() > secret_bytes_max ||
      !std::ranges::all_of(*text, fits)) {
    wipe_text(*text);
    return fail(ErrorCode::malformed,
                file.string() + " is not one line of " + std::to_string(secret_bytes_min) + " to " +
                    std::to_string(secret_bytes_max) + " printable characters without blanks");
  }
  return text;
}

}  // namespace lobby::openssl
