// The transport port on libcurl: one connection, kept and reused, TLS 1.3 only. The server must
// present a certificate from the one authority given here; there is no option that leaves a
// check out. Long bodies travel as gzip in both directions.
// One thread; cancel() from any thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/limits.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/port/transport.h"

namespace lobby::curl {

struct Options {
  std::string server_url{};                  // "https://lobby.example:8443", without a path
  std::filesystem::path authority_file{};    // the only authority trusted
  std::filesystem::path certificate_file{};  // of this device; empty before enrolment
  std::filesystem::path key_file{};
  Duration connect_timeout = Duration::seconds(5);
  std::size_t reply_bytes_max = limits::reply_body_bytes_max;  // as it unfolds
  // gzip (RFC 1952) for what is sent: without it, or to a server that knows none, it goes as it is.
  // Compressed replies are always taken.
  std::function<Result<std::string>(std::string_view text)> compress{};
  // Before enrolment, instead of authority_file: sets what the TLS context (an SSL_CTX) trusts.
  // It replaces the anchor of trust; peer and host name are verified all the same.
  std::function<void(void* tls_context)> set_trust{};
};

class Transport : public port::Transport {
 public:
  // Contacts nobody yet. Errors: configuration (the URL is not https, or a file is missing).
  static Result<std::unique_ptr<Transport>> open(Options options);

  // Reads certificate_file again: requests from here on show the new certificate, on a connection
  // of its own. Errors: configuration; then the old one stays.
  virtual Status reload_certificate() = 0;
};

}  // namespace lobby::curl
