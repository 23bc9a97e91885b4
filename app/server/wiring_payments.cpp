// Addresses and secrets become adapters.
#include "app/server/wiring_payments.h"

#include "platform/openssl/secret.h"

namespace lobby::server {
namespace {

// The secret, or what to do about it.
Error without_secret(const std::filesystem::path& file, const Error& why) {
  return fail(why.code, "payments.gateway is set and " + file.string() + " cannot be used: " +
                            why.detail + "; write the gateway's secret into it (mode 0600)");
}

}  // namespace

Result<Till> open_till(const Files& files, const Settings& settings) {
  Till till;
  if (!settings.gateway_url.empty()) {
    const Result<std::string> secret = openssl::read_secret(files.gateway_secret);
    if (!secret) {
      return without_secret(files.gateway_secret, secret.error());
    }
    Result<openssl::KeyedHash> notices = openssl::KeyedHash::load(files.notices_secret);
    if (!notices) {
      return without_secret(files.notices_secret, notices.error());
    }
    till.notice_secret = *std::move(notices);
    curl::GatewayOptions options;
    options.url = settings.gateway_url;
    options.authority_file = settings.gateway_authority;
    options.secret = *secret;
    Result<std::unique_ptr<curl::Gateway>> gateway = curl::Gateway::open(std::move(options));
    if (!gateway) {
      return gateway.error();
    }
    till.gateway = *std::move(gateway);
  }
  if (!settings.terminal.empty()) {
    const Result<Listen> place = parse_listen(settings.terminal);
    if (!place) {
      return fail(place.error().code, "payments.terminal: " + place.error().detail);
    }
    Result<terminal::Terminal> made =
        terminal::Terminal::make({.address = place->address, .port = place->port});
    if (!made) {
      return made.error();
    }
    till.terminal = *std::move(made);
  }
  return till;
}

}  // namespace lobby::server
