// CertificateKeeper: keeps a device's certificate from running out. It asks the server for a new
// one for the same key (POST /v1/renew) when less than a third of its validity is left, or when
// the server says that it has ended, and puts it over certificate.pem. The old file is there until
// the new one is on the disk, and a renewal that is repeated does no harm, so a lost answer or a
// power cut at any moment only means that the device asks again.
// Sync thread.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/device/renewal.h"
#include "core/port/clock.h"
#include "core/port/device_store.h"
#include "core/port/transport.h"

namespace lobby {

struct CertificateFiles {
  std::filesystem::path certificate;
  std::filesystem::path key;
  std::filesystem::path authority;
};

class CertificateKeeper {
 public:
  // After a renewal or an attempt that the clock asked for, so that one that is wrong does not ask
  // without end. A device whose certificate has ended can do nothing else and asks each round.
  static constexpr Duration rest = Duration::hours(1);

  // Borrowed, except the values.
  struct Parts {
    port::Transport& transport;
    port::Clock& clock;
    port::DeviceStore& store;  // knows the server's clock
    DeviceId device;
    CertificateFiles files;
    std::function<Status()> use;  // the certificate's file is a new one
  };
  explicit CertificateKeeper(Parts parts) : parts_(std::move(parts)) {}

  // At most one request. `trouble` is what the last exchange with the server ran into. True when
  // there is a new certificate. Errors: those of the transport and what the server states
  // (unauthenticated, device_fenced, bad_signature), bad_signature (its certificate is not for this
  // device), those of the files. The certificate that was there stays in use then.
  Result<bool> keep(const std::optional<Error>& trouble);

 private:
  Result<bool> due();
  Status renew();

  Parts parts_;
  std::optional<device::Validity> validity_;  // of the file; empty: not read yet
  std::optional<Duration> asked_at_;          // boot time
};

}  // namespace lobby
