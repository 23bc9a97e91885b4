// One running lobby-server shared by the tests of a suite, and devices enrolled at it. Tests that
// stop it or change its catalogue make their own.
// One thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/common/enrolment.h"
#include "core/office/journal.h"
#include "platform/curl/transport.h"
#include "tests/fakes/server_process.h"
#include "tests/fakes/tls_house.h"

namespace lobby::tests {

inline constexpr Duration request_timeout = Duration::seconds(30);

// A device enrolled at a server, as enrolment left it in a directory.
class EnrolledDevice {
 public:
  // Throws when the server refuses.
  EnrolledDevice(ServerProcess& server, const std::string& name, protocol::DeviceRole role);

  const protocol::EnrolReply& identity() const { return reply_; }
  std::filesystem::path file(const std::string& name) const { return directory_.path() / name; }
  port::Transport& transport() { return *transport_; }
  // The batch as its device sends it.
  std::string signed_json(protocol::Batch batch) const;
  std::unique_ptr<curl::Transport> another_transport() const;
  // To another server of the same house.
  std::unique_ptr<curl::Transport> transport_to(const std::string& server_url) const;

 private:
  ScratchDirectory directory_;
  protocol::EnrolReply reply_;
  std::string server_url_;
  std::unique_ptr<curl::Transport> transport_;
};

// What the journal of a server says whose database is a file, read beside it. Throws.
std::vector<office::JournalEntry> journal_of(const ServerProcess& server);

// A client without a certificate, which trusts the server's authority.
std::unique_ptr<curl::Transport> nobody_at(const ServerProcess& server);

// Status and error name of an answer: "422 unknown_field"; "200" where it is no error.
std::string outcome_of(const Result<port::Reply>& reply);

}  // namespace lobby::tests
