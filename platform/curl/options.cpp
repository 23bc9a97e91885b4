// Checks of the options, and the one file that is read here and not by libcurl.
#include "platform/curl/options.h"

#include <fstream>
#include <system_error>

namespace lobby::curl {
namespace {

constexpr std::size_t certificate_bytes_max = 64 * 1024;

Status check_file(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    return fail(ErrorCode::configuration,
                "there is no file " + file.string() + "; enrol this device first");
  }
  return done();
}

}  // namespace

Status check_options(const Options& options) {
  if (!options.server_url.starts_with("https://")) {
    return fail(ErrorCode::configuration,
                "'" + options.server_url + "' does not begin with https://");
  }
  if (!options.set_trust) {
    if (Status status = check_file(options.authority_file); !status) {
      return status;
    }
  }
  if (!options.certificate_file.empty()) {
    if (Status status = check_file(options.certificate_file); !status) {
      return status;
    }
    return check_file(options.key_file);
  }
  return done();
}

Result<std::string> read_certificate(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text(certificate_bytes_max + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.empty() || text.size() > certificate_bytes_max) {
    return fail(ErrorCode::configuration,
                file.string() + " is no certificate; enrol this device again");
  }
  return text;
}

}  // namespace lobby::curl
