// Looks into $CREDENTIALS_DIRECTORY.
#include "platform/openssl/credential.h"

#include <cstdlib>
#include <system_error>

namespace lobby::openssl {
namespace {

// Empty without one. systemd gives an absolute path; another would depend on where we were started.
std::filesystem::path credentials_directory() {
  const char* directory = std::getenv("CREDENTIALS_DIRECTORY");
  const std::filesystem::path path(directory != nullptr ? directory : "");
  return path.is_absolute() ? path.lexically_normal() : std::filesystem::path();
}

}  // namespace

std::filesystem::path key_or_credential(const std::filesystem::path& file,
                                        std::string_view credential) {
  const std::filesystem::path directory = credentials_directory();
  std::error_code error;
  if (directory.empty() || !std::filesystem::exists(directory / credential, error)) {
    return file;
  }
  return directory / credential;
}

bool is_credential(const std::filesystem::path& file) {
  const std::filesystem::path directory = credentials_directory();
  return !directory.empty() && file.lexically_normal() == directory / file.filename();
}

}  // namespace lobby::openssl
