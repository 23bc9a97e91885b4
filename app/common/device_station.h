// DeviceStation: everything a device program has besides its screen — identity, keys, store,
// catalogue, clock, and the sync thread. main.cpp opens one and joins the screen to it.
// Opened and used on the UI thread; the sync thread is inside.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "app/common/device_settings.h"
#include "app/common/mailbox.h"
#include "app/common/offer.h"
#include "app/common/sync_worker.h"
#include "core/base/result.h"
#include "core/port/device_store.h"
#include "core/port/entropy.h"
#include "core/port/sealer.h"
#include "core/port/signer.h"
#include "core/port/transport.h"
#include "platform/system/log.h"

namespace lobby {

struct StationOptions {
  std::string program;         // "lobby-kiosk"
  std::filesystem::path data;  // the device's directory
  std::filesystem::path assets;
};

class DeviceStation {
 public:
  // Errors: not_found (not enrolled, with the command), malformed and bad_signature (nothing to
  // seal guests' details with), and those of keys, store and settings. Without seal.pem the server
  // is asked for it, so that a device of an earlier version needs it once: then also the errors of
  // the transport.
  static Result<std::unique_ptr<DeviceStation>> open(const StationOptions& options);
  ~DeviceStation();

  const port::DeviceIdentity& identity() const;
  const DeviceSettings& settings() const;
  port::DeviceStore& store();
  port::Signer& signer();
  port::Sealer& sealer();
  port::Verifier& verifier();
  port::Hasher& hasher();
  port::Entropy& entropy();
  port::Clock& clock();
  system::Log& log();

  // Another connection to the server beside the sync thread's, with this device's certificate of
  // now; the caller's thread is its own. Errors: configuration.
  Result<std::unique_ptr<port::Transport>> open_transport() const;

  // The newest catalogue the feed brought. Errors: not_found before the first contact.
  Result<Offer> load_offer();

  // Starts the sync thread; `on_news` is called on it after each letter.
  void start_sync(std::function<void()> on_news);
  void stop_sync();
  Mailbox<SyncNews>& news();
  void nudge();

 private:
  struct Parts;
  explicit DeviceStation(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// Where the built assets are: the given directory, else beside the program, else installed.
std::filesystem::path find_assets(const std::string& given);

// What `enrol` does on a device: asks the server with the one-time code, keeps key, certificates,
// identity and settings under `data`.
struct EnrolOptions {
  std::string server_url;
  std::string code;
  std::string ca_fingerprint;
  protocol::DeviceRole role = protocol::DeviceRole::kiosk;  // what this program is
  std::filesystem::path data;
  std::filesystem::path assets;
};
Result<port::DeviceIdentity> enrol_here(const EnrolOptions& options);

}  // namespace lobby
