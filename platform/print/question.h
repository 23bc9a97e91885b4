// One IPP request and its answer. Private to this folder.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include <cups/cups.h>

#include "core/base/result.h"

namespace lobby::print {

struct Release {
  void operator()(http_t* connection) const { httpClose(connection); }
  void operator()(ipp_t* message) const { ippDelete(message); }
};
template <class T>
using Owned = std::unique_ptr<T, Release>;

// Where a printer is asked: the service or machine, and what it calls the printer.
struct Address {
  std::string host;
  int port = 0;
  std::string resource;  // "/printers/receipt"
  std::string uri;       // "ipp://localhost/printers/receipt"; empty: ask which is the default
  bool encrypted = false;
};
// Errors: configuration (not "default", a name or an ipp or ipps URI).
Result<Address> address_of(const std::string& printer);

// Whose jobs ours are, instead of the login name; no guest.
inline constexpr char user_name[] = "lobby";

class Question {
 public:
  Question(ipp_op_t operation, const Address& address);

  ipp_t* message() { return message_.get(); }
  void add_name(const char* key, ipp_tag_t kind, const std::string& value);
  // `body` follows the request as its document. The message is used up.
  // Errors: unavailable; not_found where the printer or job is not there; out_of_range where it
  // does not know a value that was asked for.
  Result<Owned<ipp_t>> ask(std::chrono::milliseconds patience, std::string_view body = {});

 private:
  Result<Owned<http_t>> connect(std::chrono::milliseconds patience) const;

  Address address_;
  Owned<ipp_t> message_;
};

}  // namespace lobby::print
