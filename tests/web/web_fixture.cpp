// Enrols devices and reads answers.
#include "tests/web/web_fixture.h"

#include <stdexcept>

#include "core/protocol/codec.h"
#include "platform/openssl/crypto.h"
#include "platform/openssl/key.h"
#include "platform/sqlite/server_store.h"
#include "tests/fakes/store_facts.h"

namespace lobby::tests {

EnrolledDevice::EnrolledDevice(ServerProcess& server, const std::string& name,
                               protocol::DeviceRole role) {
  const ServerProcess::Enrolment order = server.order_enrolment(name, role);
  Result<protocol::EnrolReply> reply =
      enrol(order.server_url, order.code, order.ca_fingerprint, directory_.path());
  if (!reply) {
    throw std::runtime_error("cannot enrol: " + to_string(reply.error()));
  }
  reply_ = *std::move(reply);
  server_url_ = order.server_url;
  transport_ = another_transport();
}

std::string EnrolledDevice::signed_json(protocol::Batch batch) const {
  auto key = openssl::PrivateKey::load(file("key.pem"));
  if (!key) {
    throw std::runtime_error(to_string(key.error()));
  }
  batch.signature = openssl::Signer(*std::move(key)).sign(protocol::signing_message(batch));
  return protocol::to_json(batch);
}

std::unique_ptr<curl::Transport> EnrolledDevice::another_transport() const {
  return transport_to(server_url_);
}

std::unique_ptr<curl::Transport> EnrolledDevice::transport_to(const std::string& server_url) const {
  return *std::move(curl::Transport::open({.server_url = server_url,
                                           .authority_file = file("ca.pem"),
                                           .certificate_file = file("certificate.pem"),
                                           .key_file = file("key.pem")}));
}

std::vector<office::JournalEntry> journal_of(const ServerProcess& server) {
  constexpr std::size_t entries_max = 10'000;
  const auto store =
      sqlite::ServerStore::open({.path = (server.data() / "lobby.db").string(),
                                 .migrations_directory = migrations_directory("server"),
                                 .busy_timeout_ms = 5'000,
                                 .vfs = {}});
  if (!store) {
    throw std::runtime_error(to_string(store.error()));
  }
  std::vector<office::JournalEntry> journal;
  const Status read =
      (*store)->read(SiteId::literal("yunting"), [&](port::ServerTransaction& from) {
        const auto entries = from.office().journal_after(0, entries_max);
        journal = entries ? *entries : std::vector<office::JournalEntry>{};
        return entries ? done() : Status(entries.error());
      });
  if (!read) {
    throw std::runtime_error(to_string(read.error()));
  }
  return journal;
}

std::unique_ptr<curl::Transport> nobody_at(const ServerProcess& server) {
  return *std::move(curl::Transport::open(
      {.server_url = server.url(), .authority_file = server.data() / "ca.pem"}));
}

std::string outcome_of(const Result<port::Reply>& reply) {
  if (!reply) {
    return std::string(name_of(reply.error().code));
  }
  const std::string status = std::to_string(reply->status);
  return reply->status < 300
             ? status
             : status + " " + std::string(name_of(protocol::error_from(reply->body).code));
}

}  // namespace lobby::tests
