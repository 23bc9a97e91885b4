// Makes the files of a TlsHouse; a failure throws.
#include "tests/fakes/tls_house.h"

#include <chrono>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "platform/openssl/file.h"
#include "platform/zlib/gzip.h"

namespace lobby::tests {
namespace {

template <class Value>
Value must_have(Result<Value> result) {
  if (!result) {
    throw std::runtime_error(to_string(result.error()));
  }
  return *std::move(result);
}

}  // namespace

UtcTime time_now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

TlsHouse::TlsHouse() : device_(uuid_v7(time_now(), {1, 2, 3})) {
  authority_ = std::make_unique<openssl::Authority>(
      must_have(openssl::Authority::create("test house", time_now())));
  must_have(authority_->save(file("ca.pem"), file("ca.key.pem")));
  const openssl::PrivateKey key = must_have(openssl::PrivateKey::generate(openssl::KeyKind::p256));
  must_have(key.save(file("server.key.pem")));
  const openssl::Certificate certificate =
      must_have(authority_->issue_server(key, {"localhost", "127.0.0.1"}, time_now()));
  must_have(openssl::write_new_file(file("server.pem"),
                                    certificate.pem() + authority_->certificate().pem(),
                                    openssl::mode_public));
  issue_device("device", device_, time_now());
}

void TlsHouse::issue_again(const std::string& name, DeviceId device, UtcTime now) {
  const openssl::PrivateKey key = must_have(openssl::PrivateKey::load(file(name + ".key.pem")));
  const openssl::Certificate certificate = must_have(authority_->issue_client(
      must_have(openssl::certificate_request(key)), key.public_key(), device, now));
  std::ofstream(file(name + ".pem")) << certificate.pem();
}

void TlsHouse::issue_server_again(const std::string& host) {
  const openssl::PrivateKey key = must_have(openssl::PrivateKey::load(file("server.key.pem")));
  const openssl::Certificate certificate =
      must_have(authority_->issue_server(key, {host}, time_now()));
  std::ofstream(file("server.pem")) << certificate.pem() << authority_->certificate().pem();
}

void TlsHouse::issue_device(const std::string& name, DeviceId device, UtcTime now) {
  const openssl::PrivateKey key =
      must_have(openssl::PrivateKey::generate(openssl::KeyKind::ed25519));
  must_have(key.save(file(name + ".key.pem")));
  const std::string request = must_have(openssl::certificate_request(key));
  const openssl::Certificate certificate =
      must_have(authority_->issue_client(request, key.public_key(), device, now));
  must_have(openssl::write_new_file(file(name + ".pem"), certificate.pem(), openssl::mode_public));
}

http::Options TlsHouse::server_options() const {
  http::Options options;
  options.certificate_chain_file = file("server.pem");
  options.private_key_file = file("server.key.pem");
  options.authority_file = file("ca.pem");
  options.compress = &zlib::compress;
  options.decompress = &zlib::decompress;
  options.identify = &openssl::device_of;
  return options;
}

curl::Options TlsHouse::client_options(std::uint16_t port, const std::string& name) const {
  curl::Options options;
  options.server_url = "https://127.0.0.1:" + std::to_string(port);
  options.authority_file = file("ca.pem");
  options.compress = &zlib::compress;
  if (!name.empty()) {
    options.certificate_file = file(name + ".pem");
    options.key_file = file(name + ".key.pem");
  }
  return options;
}

}  // namespace lobby::tests
