// Enrolment on the device: a one-time code becomes key.pem, ca.pem, seal.pem (what guests'
// details are sealed to) and certificate.pem in the data directory. Run once, before the device has
// a store; blocks for a few seconds. A key that systemd passes is used in place of a new key.pem.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"
#include "core/port/transport.h"
#include "core/protocol/enrolment.h"

namespace lobby {

// The very first connection must lead to a server whose chain ends in the authority with this
// fingerprint; the code is not sent to any other. Nothing is left behind on an error.
// Errors: already_exists (the directory holds an enrolled device), malformed (the fingerprint),
// configuration (the key that is passed), untrusted_server, bad_signature (a certificate of the
// reply), unauthenticated (the code), unavailable, timed_out, read_only, disk_full.
Result<protocol::EnrolReply> enrol(const std::string& server_url, const std::string& code,
                                   const std::string& ca_fingerprint,
                                   const std::filesystem::path& data_directory);

// Fetches seal.pem where there is none: for a device enrolled by a version that did not seal, and
// for one whose seal.pem staff removed because the server has a new key. Errors: those of the
// transport and of what the server states, bad_signature, and those of writing the file.
Status fetch_seal(port::Transport& transport, const std::filesystem::path& data_directory);

}  // namespace lobby
