// Keys and certificates of a small house in a scratch directory: an authority, its server, one
// device; and an HTTPS server over them with a handler of the test's choice.
// One thread; the handler runs on the server's pool.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/base/id.h"
#include "core/port/http.h"
#include "platform/curl/transport.h"
#include "platform/http/server.h"
#include "platform/openssl/authority.h"
#include "tests/fakes/store_facts.h"

namespace lobby::tests {

class TlsHouse {
 public:
  TlsHouse();

  const openssl::Authority& authority() const { return *authority_; }
  DeviceId device() const { return device_; }
  std::filesystem::path file(const std::string& name) const { return directory_.path() / name; }

  // A client certificate and key under these names, issued at `now`.
  void issue_device(const std::string& name, DeviceId device, UtcTime now);
  // Another certificate for the key of `name`, in place of the one there is.
  void issue_again(const std::string& name, DeviceId device, UtcTime now);
  // server.pem made again, for this host alone.
  void issue_server_again(const std::string& host);

  // ca.pem, server.pem, server.key.pem filled in, gzip as in the programs.
  http::Options server_options() const;
  // As the device; `name` as in issue_device, empty for a client without a certificate.
  curl::Options client_options(std::uint16_t port, const std::string& name = "device") const;

 private:
  ScratchDirectory directory_;
  std::unique_ptr<openssl::Authority> authority_;
  DeviceId device_;
};

// The machine's time.
UtcTime time_now();

}  // namespace lobby::tests
